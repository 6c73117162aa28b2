export * from './local-drafts';
export * from './journal';
export * from './databases';
export * from './opfs-blobs';
export * from './derived';
export * from './opfs-incoming';
export * from './storage-failure';
