export * from './package-file';
export * from './compile';
export { captionsOf } from './captions';
export * from './release-manifest';
export * from './package-entries';
