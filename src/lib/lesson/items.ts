import type { NodeJson } from './block';
import { cuesOf } from './film';
import type { Lesson } from './lesson';
import type { MediaRef } from './media';
import { plainText, walk } from './text';

/** One answer to choose, point at, sort or put in order. */
export interface ItemOption {
	key: string;
	text: string;
	correct: boolean;
	/** Said to who chose it; often empty. */
	feedback: string;
}

interface Tracked {
	sid: number;
	id: string;
	/** Sid of the page it stands on. */
	page: number;
	/** What the reader sees of it: the page's title, the question, the film's title. */
	text: string;
}

/** What every question has; `quiz` is the sid of the quiz it stands in. */
interface Asked extends Tracked {
	quiz: number | null;
	hint: string;
	explanation: string;
}

/** What every marked question has; see `questions/common.ts`. */
interface Marked extends Asked {
	weight: number;
	attempts: number;
	partial: boolean;
	whenRight: string;
	whenWrong: string;
}

export interface PageItem extends Tracked {
	kind: 'page';
}
export interface VideoItem extends Tracked {
	kind: 'video';
	/** Its length; 0 where it is not known. */
	seconds: number;
	/** Sids of the questions in it without which it is not done. */
	required: number[];
}
export interface ChoiceItem extends Marked {
	kind: 'singleChoice' | 'multipleChoice';
	options: ItemOption[];
	shuffle: boolean;
}
export interface TrueFalseItem extends Marked {
	kind: 'trueFalse';
	answer: boolean;
}
export interface FillInItem extends Marked {
	kind: 'fillIn';
	blanks: { key: string; answers: string[] }[];
}
export interface NumericItem extends Marked {
	kind: 'numeric';
	answer: number;
	tolerance: number;
	unit: string;
}
export interface MatchingItem extends Marked {
	kind: 'matching';
	pairs: { key: string; left: string; right: string }[];
}
export interface OrderingItem extends Marked {
	kind: 'ordering';
	options: ItemOption[];
}
export interface GroupingItem extends Marked {
	kind: 'grouping';
	groups: { key: string; name: string; options: ItemOption[] }[];
}
/** A part of a picture, in percent of its width and height. */
export interface HotspotArea extends ItemOption {
	shape: 'rectangle' | 'ellipse';
	x: number;
	y: number;
	width: number;
	height: number;
}
export interface HotspotItem extends Marked {
	kind: 'hotspot';
	areas: HotspotArea[];
}
export interface ShortAnswerItem extends Asked {
	kind: 'shortAnswer';
}
export interface ScaleItem extends Asked {
	kind: 'scale';
	steps: number;
	low: string;
	high: string;
}
/** A block of questions of which each learner gets `draw` (null: all). */
export interface QuizItem extends Tracked {
	kind: 'quiz';
	draw: number | null;
	shuffle: boolean;
	passPercent: number | null;
}
/** A story with choices; `scenes` are the keys of its scenes. */
export interface ScenarioItem extends Tracked {
	kind: 'scenario';
	scenes: string[];
}
export interface DiscussionItem extends Tracked {
	kind: 'discussion';
	minutes: number;
	by: 'group' | 'person';
}

/** A question that is right, wrong or partly right. */
export type MarkedItem =
	| ChoiceItem
	| TrueFalseItem
	| FillInItem
	| NumericItem
	| MatchingItem
	| OrderingItem
	| GroupingItem
	| HotspotItem;
export type QuestionItem = MarkedItem | ShortAnswerItem | ScaleItem;

/** Everything in a lesson that is tracked: what the run-time records, and what reports show. */
export type Item = PageItem | VideoItem | QuestionItem | QuizItem | ScenarioItem | DiscussionItem;

const isQuestionKind: Record<Item['kind'], boolean> = {
	page: false,
	video: false,
	quiz: false,
	scenario: false,
	discussion: false,
	singleChoice: true,
	multipleChoice: true,
	trueFalse: true,
	fillIn: true,
	numeric: true,
	matching: true,
	ordering: true,
	grouping: true,
	hotspot: true,
	shortAnswer: true,
	scale: true
};

/** Whether an item is answered. */
export const isQuestion = (item: Item): item is QuestionItem => isQuestionKind[item.kind];

/** Whether an item is answered and marked. */
export const isMarked = (item: Item): item is MarkedItem =>
	isQuestion(item) && item.kind !== 'shortAnswer' && item.kind !== 'scale';

/** The tracked items of a lesson in reading order. Nodes without a tracking number (not yet given one) are left out. */
export function itemsOf(lesson: Pick<Lesson, 'doc'>): Item[] {
	const items: Item[] = [];
	const visit = (node: NodeJson, page: number, quiz: number | null) => {
		const item = itemOf(node, page, quiz);
		if (item) items.push(item);
		for (const child of node.content ?? []) visit(child, page, item?.kind === 'quiz' ? item.sid : quiz);
	};
	for (const page of lesson.doc.content ?? []) {
		const sid = page.attrs?.sid;
		if (page.type === 'page' && typeof sid === 'number') visit(page, sid, null);
	}
	return items;
}

function itemOf(node: NodeJson, page: number, quiz: number | null): Item | null {
	const attrs = node.attrs ?? {};
	if (typeof attrs.sid !== 'number') return null;
	const base = { sid: attrs.sid, id: String(attrs.id), page, text: lineOf(node, 'prompt') };
	switch (node.type) {
		case 'page':
			return { ...base, kind: 'page', text: lineOf(node, 'pageTitle') };
		case 'video':
			return {
				...base,
				kind: 'video',
				text: textOf(attrs.title),
				seconds: (attrs.media as MediaRef | null)?.seconds ?? 0,
				required: cuesOf(node).flatMap(({ required, question }) =>
					required !== 'no' && typeof question?.attrs?.sid === 'number' ? [question.attrs.sid] : []
				)
			};
		case 'quiz':
			return {
				...base,
				kind: 'quiz',
				text: lineOf(node, 'quizTitle'),
				draw: typeof attrs.draw === 'number' ? attrs.draw : null,
				shuffle: attrs.shuffle === true,
				passPercent: typeof attrs.passPercent === 'number' ? attrs.passPercent : null
			};
		case 'scenario': {
			const scenes = childrenOf(node, 'scene');
			return {
				...base,
				kind: 'scenario',
				text: lineOf(scenes[0] ?? node, 'sceneTitle'),
				scenes: scenes.map((scene) => textOf(scene.attrs?.key))
			};
		}
		case 'discussion':
			return {
				...base,
				kind: 'discussion',
				minutes: Number(attrs.minutes ?? 10),
				by: attrs.by === 'person' ? 'person' : 'group'
			};
		default:
			return questionOf(node, { ...base, quiz });
	}
}

function questionOf(node: NodeJson, base: Tracked & { quiz: number | null }): QuestionItem | null {
	const attrs = node.attrs ?? {};
	const asked: Asked = { ...base, hint: textOf(attrs.hint), explanation: lineOf(node, 'explanation') };
	const marked: Marked = {
		...asked,
		weight: Number(attrs.weight ?? 1),
		attempts: Number(attrs.attempts ?? 0),
		partial: attrs.partial === true,
		whenRight: textOf(attrs.whenRight),
		whenWrong: textOf(attrs.whenWrong)
	};
	switch (node.type) {
		case 'singleChoice':
		case 'multipleChoice':
			return { ...marked, kind: node.type, options: optionsOf(node), shuffle: attrs.shuffle === true };
		case 'trueFalse':
			return { ...marked, kind: 'trueFalse', answer: attrs.answer === true };
		case 'fillIn':
			return {
				...marked,
				kind: 'fillIn',
				blanks: childrenOf(node, 'blank').map((blank) => ({
					key: textOf(blank.attrs?.key),
					answers: acceptedIn(plainText(blank))
				}))
			};
		case 'numeric':
			return {
				...marked,
				kind: 'numeric',
				answer: Number(attrs.answer ?? 0),
				tolerance: Number(attrs.tolerance ?? 0),
				unit: textOf(attrs.unit)
			};
		case 'matching':
			return {
				...marked,
				kind: 'matching',
				pairs: childrenOf(node, 'pair').map((pair) => ({
					key: textOf(pair.attrs?.key),
					left: lineOf(pair, 'pairLeft'),
					right: lineOf(pair, 'pairRight')
				}))
			};
		case 'ordering':
			return { ...marked, kind: 'ordering', options: optionsOf(node) };
		case 'grouping':
			return {
				...marked,
				kind: 'grouping',
				groups: childrenOf(node, 'group').map((group) => ({
					key: textOf(group.attrs?.key),
					name: lineOf(group, 'groupName'),
					options: optionsOf(group)
				}))
			};
		case 'hotspot':
			return { ...marked, kind: 'hotspot', areas: childrenOf(node, 'area').map(areaOf) };
		case 'shortAnswer':
			return { ...asked, kind: 'shortAnswer' };
		case 'scale':
			return {
				...asked,
				kind: 'scale',
				steps: Number(attrs.steps ?? 5),
				low: textOf(attrs.low),
				high: textOf(attrs.high)
			};
		default:
			return null;
	}
}

/** The answers a blank accepts: its text, parted at `|` or `｜`. */
export const acceptedIn = (text: string): string[] =>
	text
		.split(/[|｜]/)
		.map((answer) => answer.trim())
		.filter(Boolean);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const childrenOf = (node: NodeJson, type: string) =>
	(node.content ?? []).filter((child) => child.type === type);
const lineOf = (node: NodeJson, type: string) => plainText(childrenOf(node, type)[0]);

const optionOf = (node: NodeJson): ItemOption => ({
	key: textOf(node.attrs?.key),
	text: plainText(node),
	correct: node.attrs?.correct === true,
	feedback: textOf(node.attrs?.feedback)
});
const optionsOf = (node: NodeJson): ItemOption[] => childrenOf(node, 'option').map(optionOf);

function areaOf(node: NodeJson): HotspotArea {
	const { shape, x, y, width, height } = node.attrs ?? {};
	return {
		...optionOf(node),
		shape: shape === 'rectangle' ? 'rectangle' : 'ellipse',
		x: Number(x),
		y: Number(y),
		width: Number(width),
		height: Number(height)
	};
}

/** The file an attribute holds, if it is one. */
export const asMedia = (value: unknown): MediaRef | null =>
	!!value &&
	typeof value === 'object' &&
	'sha256' in value &&
	typeof value.sha256 === 'string' &&
	'size' in value &&
	'name' in value
		? (value as MediaRef)
		: null;

/**
 * Every file a lesson names, each once, wherever an attribute names it. A `standard` is left out: it is a second
 * rendition that stays where the lesson was made.
 */
export function mediaOf(lesson: Pick<Lesson, 'doc' | 'settings'>): MediaRef[] {
	const found = new Map<string, MediaRef>();
	const look = (value: unknown): void => {
		if (!value || typeof value !== 'object') return;
		const media = asMedia(value);
		if (media) found.set(media.sha256, media);
		else for (const [name, part] of Object.entries(value)) if (name !== 'standard') look(part);
	};
	look(lesson.settings.cover);
	walk(lesson.doc, ({ attrs }) => look(attrs));
	return [...found.values()];
}

/** Every file a draft names, each once: those of its package, and films in a better picture. */
export function draftMediaOf(lesson: Pick<Lesson, 'doc' | 'settings'>): MediaRef[] {
	const found = new Map(mediaOf(lesson).map((media) => [media.sha256, media]));
	walk(lesson.doc, ({ attrs }) => {
		const standard = attrs?.standard as MediaRef | null | undefined;
		if (standard) found.set(standard.sha256, standard);
	});
	return [...found.values()];
}
