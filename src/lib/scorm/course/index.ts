export * from './file-index';
export * from './sequencing';
export * from './course';
export * from './given';
export * from './state';
export * from './way';
export * from './prerequisites';
export * from './ordered-way';
