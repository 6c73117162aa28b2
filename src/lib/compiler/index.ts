export * from './package-file';
export * from './compile';
export { captionsOf } from './captions';
export * from './describe-files';
export * from './package-entries';
