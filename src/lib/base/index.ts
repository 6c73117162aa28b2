export * from './json';
export * from './errors';
export * from './ids';
export * from './hash';
export * from './clock';
export * from './queue';
export * from './envelope';
export * from './pin';
