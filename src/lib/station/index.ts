export * from './station.svelte';
export type { Doubt, SyncState } from './exchange/states';
export { manifestOf } from './lessons';
export type { LessonHere } from './lessons-here';
export * from './readiness';
export * from './release-files';
export * from './kept-storage';
export { courseStateOf, savedSteps } from './steps';
export type { Played } from './recorder';
