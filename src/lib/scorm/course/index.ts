export * from './file-index';
export * from './course';
