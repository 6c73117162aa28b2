import { UserError } from '$lib/base';
import type { NodeJson } from './block';
import type { Lesson } from './lesson';
import { plainText, walk } from './text';

/** What keeps a lesson from being released, in reading order; `id` is the node it stands at (null: the lesson). */
export interface Problem {
	error: UserError;
	id: string | null;
}

/** Everything that must be mended before a release: a title, pages, chosen files, complete questions. */
export function problemsOf(lesson: Lesson): Problem[] {
	const problems: Problem[] = [];
	const add = (id: string | null, code: UserError['code'], details: Record<string, string> = {}) =>
		problems.push({ id, error: new UserError(code, details) });
	if (!lesson.title.trim()) add(null, 'lesson_empty_title');
	if (!lesson.doc.content?.some((node) => node.type === 'page')) add(null, 'lesson_no_page');
	walk(lesson.doc, (node) => {
		const id = typeof node.attrs?.id === 'string' ? node.attrs.id : null;
		if ((node.type === 'video' || node.type === 'image') && !node.attrs?.media)
			add(id, 'lesson_media_missing');
		const why = questionLacks(node);
		if (why) add(id, 'lesson_question_incomplete', { question: plainText(node.content?.[0]).slice(0, 40) });
	});
	return problems;
}

function questionLacks(node: NodeJson): boolean {
	const children = node.content ?? [];
	if (node.type === 'trueFalse')
		return typeof node.attrs?.answer !== 'boolean' || !plainText(children[0]).trim();
	if (node.type !== 'singleChoice' && node.type !== 'multipleChoice') return false;
	const options = children.filter((child) => child.type === 'option');
	const right = options.filter((option) => option.attrs?.correct === true).length;
	return (
		!plainText(children[0]).trim() ||
		options.some((option) => !plainText(option).trim()) ||
		(node.type === 'singleChoice' ? right !== 1 : right < 1)
	);
}
