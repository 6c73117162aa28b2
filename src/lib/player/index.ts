export * from './files';
export * from './launch';
export * from './saved-step';
export { default as PlayerFrame } from './PlayerFrame.svelte';
export {
	KeptStorage,
	scormVersions,
	type ApiCall,
	type Contents,
	type FrameWords,
	type ScormVersion
} from './protocol';
