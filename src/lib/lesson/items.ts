import type { NodeJson } from './block';
import type { Lesson } from './lesson';
import type { CaptionTrack, MediaRef } from './media';
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

/** Every file a lesson's package holds, each once. */
export function mediaOf(lesson: Pick<Lesson, 'doc' | 'settings'>): MediaRef[] {
	const found = new Map<string, MediaRef>();
	const add = (media: MediaRef | null | undefined) => media && found.set(media.sha256, media);
	add(lesson.settings.cover);
	walk(lesson.doc, ({ attrs }) => {
		add(attrs?.media as MediaRef | null | undefined);
		add(attrs?.poster as MediaRef | null | undefined);
		for (const track of (attrs?.captions as CaptionTrack[] | undefined) ?? []) add(track.media);
	});
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
