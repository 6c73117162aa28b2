export { default as LessonEditor } from './LessonEditor.svelte';
export type { MediaShelf } from './media-shelf';
export type { SaveState } from './save-state';
export * from './draft-session.svelte';
export type { LessonHistory, VersionRow } from './history/lesson-history';
export { default as CompareView } from './history/CompareView.svelte';
export { DraftLock } from './draft-lock';
export type { QuestionBank } from './bank/question-bank';
export type { LessonComments } from './comments/lesson-comments';
