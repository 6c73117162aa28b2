export * from './package-file';
export * from './compile';
export * from './release-manifest';
export * from './package-entries';
