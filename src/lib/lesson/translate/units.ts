import type { Lesson } from '../lesson';
import { slotsOf, type Slot } from './slots';

/**
 * One line or attribute to translate. `id` stays while the lesson is edited: it is made of the nearest node's id, the path
 * and the option keys below it. `source` is a coded line: `{1}…{/1}` around what is strong, emphasised, explained or a link,
 * `{2/}` for a line break, `{{` for a brace.
 */
export type Unit = Omit<Slot, 'put'>;

/** Everything there is to translate in a lesson, in reading order: its title, summary and audience, then page by page. */
export function unitsOf(lesson: Lesson): Unit[] {
	return slotsOf(structuredClone(lesson)).map(({ put: _put, ...unit }) => unit);
}
