import type { LessonComparison } from '$lib/lesson/compare';
import * as m from '$messages';

/** A comparison in one sentence. */
export function summaryOf({ changes, answers }: Pick<LessonComparison, 'changes' | 'answers'>): string {
	if (!changes.length) return m.history_same();
	const said = [m.history_changes({ count: String(changes.length) })];
	if (answers) said.push(m.history_answers({ count: String(answers) }));
	return said.join(m.history_comma());
}
