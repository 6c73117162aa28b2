export * from './databases';
export * from './blobs';
