export * from './files';
export * from './data-model';
export * from './launch';
export { default as PlayerFrame } from './PlayerFrame.svelte';
export { scormVersions, type ApiCall, type ScormVersion } from './protocol';
