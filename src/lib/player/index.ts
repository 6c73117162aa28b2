export * from './files';
export * from './package-texts';
export * from './launch';
export * from './offered-file';
export * from './saved-step';
export { default as PlayerFrame } from './PlayerFrame.svelte';
export {
	KeptStorage,
	scormVersions,
	type ApiCall,
	type Contents,
	type FrameWords,
	type PackageText,
	type ScormVersion,
	type Seen,
	type Trouble
} from './protocol';
