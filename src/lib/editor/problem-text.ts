import type { Problem } from '$lib/lesson';
import { errorText } from '$lib/ui';
import * as m from '$messages';

/** What keeps a lesson from being released, with the page on which it is. */
export function problemText({ error, page }: Problem): string {
	const what = errorText(error);
	return page === null ? what : m.editor_problem_on_page({ page: String(page), what });
}
