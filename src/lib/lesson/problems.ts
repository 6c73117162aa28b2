import { UserError } from '$lib/base';
import type { BlockSpec, NodeJson } from './block';
import { blocks } from './blocks';
import { cuesOf, timeText } from './film';
import { acceptedIn, type QuestionItem } from './items';
import type { MediaRef } from './media';
import type { Lesson } from './lesson';
import { linkedPage } from './marks';
import { plainText, walk } from './text';

/** What keeps a lesson from being released, in reading order. */
export interface Problem {
	error: UserError;
	/** The node it stands at; null: the lesson. */
	id: string | null;
	/** The page on which that is, from 1; null: none. */
	page: number | null;
}

/** Everything that must be mended before a release: a title, pages with something on them, chosen files, complete questions. */
export function problemsOf(lesson: Lesson): Problem[] {
	const problems: Problem[] = [];
	let page: number | null = null;
	const add = (id: string | null, code: UserError['code'], details: Record<string, string> = {}) =>
		problems.push({ id, page, error: new UserError(code, details) });
	if (!lesson.title.trim()) add(null, 'lesson_empty_title');
	if (!lesson.doc.content?.some((node) => node.type === 'page')) add(null, 'lesson_no_page');
	else if (!lesson.doc.content.some(teaches)) add(null, 'lesson_nothing_to_learn');
	const pages = new Set(lesson.doc.content?.map((page) => page.attrs?.id));
	let id: string | null = null;
	const look = (node: NodeJson) => {
		// A line has no id of its own: what is wrong in it stands at what it belongs to.
		if (typeof node.attrs?.id === 'string') id = node.attrs.id;
		for (const name of wantedMedia[node.type] ?? []) if (!node.attrs?.[name]) add(id, 'lesson_media_missing');
		if (hasDeadLink(node, pages)) add(id, 'lesson_link_broken');
		if (node.type === 'video') filmProblems(node, add);
		const why = questionLacks(node);
		if (why) add(id, 'lesson_question_incomplete', { question: plainText(node.content?.[0]).slice(0, 40) });
	};
	for (const [index, top] of (lesson.doc.content ?? []).entries()) {
		page = index + 1;
		walk(top, look);
	}
	return problems;
}

const kinds = Object.values(blocks);
const headlines = new Set(['pageTitle', ...kinds.flatMap((kind) => kind.headlines)]);
/** Attributes that must hold a file, by node. */
const wantedMedia: BlockSpec['wants'] = Object.fromEntries(
	kinds.flatMap(({ wants }) => Object.entries(wants))
);

/** Whether there is anything in a node beside headlines: words, a question, a place for a file, something of a newer program. */
function teaches({ type, text = '', content = [] }: NodeJson): boolean {
	if (headlines.has(type)) return false;
	if (text.trim() || type in wantedMedia || type in lacks || type === 'unknown') return true;
	return content.some(teaches);
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

function hasDeadLink(node: NodeJson, pages: Set<unknown>): boolean {
	return (node.content ?? []).some((child) =>
		child.marks?.some((mark) => {
			const page = mark.type === 'link' ? linkedPage(mark.attrs?.href) : null;
			return page !== null && !pages.has(page);
		})
	);
}

const of = ({ content = [] }: NodeJson, type: string) => content.filter((child) => child.type === type);
const isBlank = (node: NodeJson | undefined): boolean => !plainText(node).trim();
const blankIn = (node: NodeJson, type: string) => of(node, type).some(isBlank);
const halfDone = (node: NodeJson, type: string) =>
	of(node, type).some(({ content = [] }) => content.some(isBlank));
const right = (node: NodeJson, type: string) =>
	of(node, type).filter(({ attrs }) => attrs?.correct === true).length;

/** What a question needs beside its prompt to be asked and marked: whether a question of a kind lacks it. */
const lacks: Record<QuestionItem['kind'], (question: NodeJson) => boolean> = {
	trueFalse: ({ attrs }) => typeof attrs?.answer !== 'boolean',
	singleChoice: (node) => blankIn(node, 'option') || right(node, 'option') !== 1,
	multipleChoice: (node) => blankIn(node, 'option') || right(node, 'option') < 1,
	fillIn: (node) => of(node, 'blank').some((blank) => acceptedIn(plainText(blank)).length === 0),
	numeric: ({ attrs }) => typeof attrs?.answer !== 'number',
	matching: (node) => halfDone(node, 'pair'),
	ordering: (node) => blankIn(node, 'option'),
	grouping: (node) => halfDone(node, 'group'),
	hotspot: (node) => !node.attrs?.media || blankIn(node, 'area') || right(node, 'area') < 1,
	shortAnswer: () => false,
	scale: () => false
};

/** Whether a question cannot be asked or marked yet. */
function questionLacks(node: NodeJson): boolean {
	const lacking = (lacks as Partial<Record<string, (question: NodeJson) => boolean>>)[node.type];
	return !!lacking && (isBlank(of(node, 'prompt')[0]) || lacking(node));
}
