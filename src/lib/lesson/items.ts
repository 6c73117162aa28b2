import type { NodeJson } from './block';
import type { Lesson } from './lesson';
import type { MediaRef } from './media';
import { plainText, walk } from './text';

/** One answer to choose from. */
export interface ItemOption {
	key: string;
	text: string;
	correct: boolean;
}

interface Tracked {
	sid: number;
	id: string;
	/** Sid of the page it stands on. */
	page: number;
	/** What the reader sees of it: the page's title, the question, the film's title. */
	text: string;
}

export interface PageItem extends Tracked {
	kind: 'page';
}
export interface VideoItem extends Tracked {
	kind: 'video';
	seconds: number;
}
export interface ChoiceItem extends Tracked {
	kind: 'singleChoice' | 'multipleChoice';
	options: ItemOption[];
	explanation: string;
	weight: number;
}
export interface TrueFalseItem extends Tracked {
	kind: 'trueFalse';
	answer: boolean;
	explanation: string;
	weight: number;
}
export interface DiscussionItem extends Tracked {
	kind: 'discussion';
	minutes: number;
	by: 'group' | 'person';
}

export type QuestionItem = ChoiceItem | TrueFalseItem;

/** Everything in a lesson that is tracked: what the run-time records, and what reports show. */
export type Item = PageItem | VideoItem | QuestionItem | DiscussionItem;

/** Whether an item is marked. */
export const isQuestion = (item: Item): item is QuestionItem =>
	item.kind === 'singleChoice' || item.kind === 'multipleChoice' || item.kind === 'trueFalse';

/** The tracked items of a lesson in reading order. Nodes without a tracking number (not yet given one) are left out. */
export function itemsOf(lesson: Pick<Lesson, 'doc'>): Item[] {
	const items: Item[] = [];
	for (const page of lesson.doc.content ?? []) {
		const sid = page.attrs?.sid;
		if (page.type !== 'page' || typeof sid !== 'number') continue;
		items.push({
			kind: 'page',
			sid,
			id: String(page.attrs?.id),
			page: sid,
			text: plainText(page.content?.[0])
		});
		walk(page, (node) => {
			const item = node === page ? null : itemOf(node, sid);
			if (item) items.push(item);
		});
	}
	return items;
}

function itemOf(node: NodeJson, page: number): Item | null {
	const attrs = node.attrs ?? {};
	if (typeof attrs.sid !== 'number') return null;
	const children = node.content ?? [];
	const child = (type: string) => plainText(children.find((c) => c.type === type));
	const base = { sid: attrs.sid, id: String(attrs.id), page, text: child('prompt') };
	const marked = { explanation: child('explanation'), weight: Number(attrs.weight ?? 1) };
	switch (node.type) {
		case 'video': {
			const media = attrs.media as MediaRef | null;
			return {
				...base,
				kind: 'video',
				text: (attrs.title as string | undefined) ?? '',
				seconds: media?.seconds ?? 0
			};
		}
		case 'singleChoice':
		case 'multipleChoice': {
			const options = children
				.filter((c) => c.type === 'option')
				.map((c) => ({ key: String(c.attrs?.key), text: plainText(c), correct: c.attrs?.correct === true }));
			return { ...base, ...marked, kind: node.type, options };
		}
		case 'trueFalse':
			return { ...base, ...marked, kind: 'trueFalse', answer: attrs.answer === true };
		case 'discussion':
			return {
				...base,
				kind: 'discussion',
				minutes: Number(attrs.minutes ?? 10),
				by: attrs.by === 'person' ? 'person' : 'group'
			};
		default:
			return null;
	}
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
