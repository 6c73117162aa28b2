export { default as LessonEditor } from './LessonEditor.svelte';
export type { MediaShelf } from './media-shelf';
export type { SaveState } from './save-state';
export * from './draft-session.svelte';
