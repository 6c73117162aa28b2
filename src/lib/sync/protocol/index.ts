export * from './ahead';
export * from './enrol';
export * from './news';
export * from './snapshot';
