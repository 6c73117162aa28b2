export * from './station.svelte';
export type { Doubt, SyncState } from './exchange/states';
export * from './lessons';
export * from './readiness';
export * from './release-files';
export * from './kept-storage';
export { courseStateOf, savedSteps } from './steps';
export type { Played } from './recorder';
export type { StationManifest } from './manifest';
