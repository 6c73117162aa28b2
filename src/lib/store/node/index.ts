export * from './databases';
export * from './open-databases';
export * from './couch/couch-place';
export { existingCouchDatabases } from './couch/couch-databases';
export * from './store-failure';
export * from './blobs';
export * from './disk-reserve';
export * from './open-remote';
