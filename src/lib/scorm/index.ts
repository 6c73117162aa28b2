export * from './version';
export * from './names';
export * from './values';
export * from './interactions';
export * from './manifest';
