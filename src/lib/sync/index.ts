export * from './patient-fetch';
export * from './replicate';
export * from './trust';
export * from './catalogue';
export * from './blob-job';
export * from './blob-bringer';
