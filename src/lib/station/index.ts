export * from './station.svelte';
export * from './lessons';
export * from './readiness';
export * from './release-files';
export type { StationManifest } from './manifest';
