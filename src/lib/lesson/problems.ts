import { UserError } from '$lib/base';
import type { NodeJson } from './block';
import type { Lesson } from './lesson';
import { linkedPage } from './marks';
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
	const pages = new Set(lesson.doc.content?.map((page) => page.attrs?.id));
	let id: string | null = null;
	walk(lesson.doc, (node) => {
		// A line has no id of its own: what is wrong in it stands at what it belongs to.
		if (typeof node.attrs?.id === 'string') id = node.attrs.id;
		for (const name of wantedMedia[node.type] ?? []) if (!node.attrs?.[name]) add(id, 'lesson_media_missing');
		if (hasDeadLink(node, pages)) add(id, 'lesson_link_broken');
		const why = questionLacks(node);
		if (why) add(id, 'lesson_question_incomplete', { question: plainText(node.content?.[0]).slice(0, 40) });
	});
	return problems;
}

/** Attributes that must hold a file, by node. A step does without a picture. */
const wantedMedia: Record<string, string[]> = {
	video: ['media'],
	image: ['media'],
	galleryImage: ['media'],
	comparison: ['before', 'after'],
	attachment: ['media'],
	audio: ['media']
};

function hasDeadLink(node: NodeJson, pages: Set<unknown>): boolean {
	return (node.content ?? []).some((child) =>
		child.marks?.some((mark) => {
			const page = mark.type === 'link' ? linkedPage(mark.attrs?.href) : null;
			return page !== null && !pages.has(page);
		})
	);
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
