export * from './files';
export * from './launch';
export { default as PlayerFrame } from './PlayerFrame.svelte';
export { scormVersions, type ApiCall, type Contents, type ScormVersion } from './protocol';
