import { createContext } from 'svelte';
import type { LessonDesk } from './desk.svelte';

/** The lesson being edited, for every component of the editor outside the document. */
export const [useDesk, provideDesk] = createContext<LessonDesk>();
