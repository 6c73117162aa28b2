import { UserError } from '$lib/base';
import type { NodeJson } from './block';
import { cuesOf, timeText } from './film';
import { acceptedIn } from './items';
import type { MediaRef } from './media';
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
		if (node.type === 'video') filmProblems(node, add);
		const why = questionLacks(node);
		if (why) add(id, 'lesson_question_incomplete', { question: plainText(node.content?.[0]).slice(0, 40) });
	});
	return problems;
}

/** What comes up in a film must come up before its end, and say something. */
function filmProblems(
	film: NodeJson,
	add: (id: string | null, code: UserError['code'], details: Record<string, string>) => void
): void {
	const length = (film.attrs?.media as MediaRef | null | undefined)?.seconds;
	for (const { at, node, question } of cuesOf(film)) {
		const id = typeof node.attrs?.id === 'string' ? node.attrs.id : null;
		const time = timeText(at);
		if (length && at > length) add(id, 'lesson_cue_beyond_end', { time, end: timeText(length) });
		if (!question && !plainText(node).trim()) add(id, 'lesson_cue_empty', { time });
	}
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

/** Whether a question cannot be asked or marked yet. */
function questionLacks(node: NodeJson): boolean {
	const children = node.content ?? [];
	const of = (type: string) => children.filter((child) => child.type === type);
	const blank = (child: NodeJson | undefined) => !plainText(child).trim();
	const attrs = node.attrs ?? {};
	const noPrompt = blank(of('prompt')[0]);
	const options = of('option');
	const right = (nodes: NodeJson[]) => nodes.filter((child) => child.attrs?.correct === true).length;
	switch (node.type) {
		case 'trueFalse':
			return noPrompt || typeof attrs.answer !== 'boolean';
		case 'singleChoice':
			return noPrompt || options.some(blank) || right(options) !== 1;
		case 'multipleChoice':
			return noPrompt || options.some(blank) || right(options) < 1;
		case 'fillIn':
			return noPrompt || of('blank').some((child) => acceptedIn(plainText(child)).length === 0);
		case 'numeric':
			return noPrompt || typeof attrs.answer !== 'number';
		case 'matching':
			return noPrompt || of('pair').some((pair) => (pair.content ?? []).some(blank));
		case 'ordering':
			return noPrompt || options.some(blank);
		case 'grouping':
			return noPrompt || of('group').some((group) => (group.content ?? []).some(blank));
		case 'hotspot':
			return noPrompt || !attrs.media || of('area').some(blank) || right(of('area')) < 1;
		case 'shortAnswer':
		case 'scale':
			return noPrompt;
		default:
			return false;
	}
}
