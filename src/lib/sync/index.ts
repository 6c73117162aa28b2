export * from './patient-fetch';
export * from './replicate';
export * from './blob-job';
export * from './blob-bringer';
