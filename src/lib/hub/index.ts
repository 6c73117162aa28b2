export * from './roster';
export * from './own-path';
export * from './may';
