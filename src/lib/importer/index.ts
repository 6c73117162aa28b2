export { importPackage, type ImportOutcome } from './import-package';
export { checkRules, type Finding, type FindingCode, type ImportRefusal, type ImportReport } from './report';
export type { PackageKind } from './kind';
export type { PackageTool } from './tool';
export { typeOfFile } from './file-type';
export type { PackageFiles } from './find-manifest';
