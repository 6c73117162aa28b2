export * from './film/facts';
export * from './renditions';
export * from './sound';
export * from './picture';
export * from './hash-file';
export * from './deliver';
export * from './outbox';
