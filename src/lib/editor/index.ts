export * from './draft-session.svelte';
export * from './save-state';
export * from './media-shelf';
export { default as LessonEditor } from './LessonEditor.svelte';
