import type { NodeJson } from '../block';
import type { Lesson } from '../lesson';
import { plainText } from '../text';
import { unmoved } from './align';
import { compareAttributes, compareParts, written, type AttributeChange, type PartChange } from './parts';
import { compareText, type TextPiece } from './text';
import { withDefaults } from './with-defaults';

/** What became of a page or block. What is both moved and changed is `changed` with `moved` set. */
export type Fate = 'same' | 'added' | 'removed' | 'moved' | 'changed';

/** A block on a page, as it is now (or as it was, when removed). */
export interface BlockChange {
	/** The node's id, or a name made up for a node that has none; unique in a comparison. */
	key: string;
	type: string;
	fate: Fate;
	moved: boolean;
	/** Number of the page (from 1) it came from, when that is another one than it stands on now. */
	fromPage: number | null;
	parts: PartChange[];
	node: NodeJson;
}

/** A page with all its blocks in the order of the newer lesson, removed ones where they were. */
export interface PageChange {
	key: string;
	fate: Fate;
	moved: boolean;
	/** Its number from 1, in the newer lesson; in the older one when it was removed. */
	number: number;
	/** Its number in the older lesson. */
	before: number | null;
	title: TextPiece[];
	blocks: BlockChange[];
}

/** Everything by which two states of a lesson differ. */
export interface LessonComparison {
	title: TextPiece[];
	settings: AttributeChange[];
	pages: PageChange[];
	/** Keys of everything that differs, in reading order: `title`, `settings`, `page:<key>`, `block:<key>`. Blocks of a page that is new or gone count with their page. */
	changes: string[];
	/** How many questions have another right answer. */
	answers: number;
}

interface Block {
	key: string;
	node: NodeJson;
	page: string;
	place: number;
}
interface Page {
	key: string;
	node: NodeJson;
	title: string;
	blocks: Block[];
}

/** Compares two states of a lesson by the ids of their pages and blocks. Pure; `sid`s and the next one are no difference. */
export function compareLessons(before: Lesson, after: Lesson): LessonComparison {
	const [older, newer] = [pagesOf(before), pagesOf(after)];
	const title = compareText(before.title, after.title);
	const settings = compareAttributes(before.settings, after.settings);
	const pages = comparePages(older, newer);
	const changes = [
		...(isSame(title) ? [] : ['title']),
		...(settings.length ? ['settings'] : []),
		...pages.flatMap((page) => [
			...(page.fate === 'same' ? [] : [`page:${page.key}`]),
			...(page.fate === 'added' || page.fate === 'removed' ? [] : page.blocks)
				.filter(({ fate }) => fate !== 'same')
				.map(({ key }) => `block:${key}`)
		])
	];
	const answers = pages.flatMap(({ blocks }) => blocks).filter(hasOtherAnswer).length;
	return { title, settings, pages, changes, answers };
}

const isSame = (pieces: TextPiece[]) => pieces.every(({ kind }) => kind === 'same');

/** Attributes that say which answer is right, in any kind of question. */
const answerNames = /^(correct|answers?|accept(ed)?|solution)$/;

function hasOtherAnswer({ fate, parts }: BlockChange): boolean {
	if (fate !== 'changed') return false;
	return parts.some(
		({ state, attrs, node }) =>
			attrs.some(({ name }) => answerNames.test(name)) ||
			((state === 'added' || state === 'removed') && node.attrs?.correct === true)
	);
}

function pagesOf(lesson: Lesson): Page[] {
	const unique = uniqueKeys();
	return (lesson.doc.content ?? []).map(withDefaults).map((node) => {
		const key = unique(node);
		const titled = node.content?.[0]?.type === 'pageTitle';
		// A locked page is its own only block.
		const blocks = titled ? (node.content ?? []).slice(1) : [node];
		return {
			key,
			node,
			title: titled ? plainText(node.content?.[0]) : '',
			blocks: blocks.map((block, place) => ({
				key: titled ? unique(block) : `${key}!`,
				node: block,
				page: key,
				place
			}))
		};
	});
}

/** Ids; what has none is known by what it says, and the second of two alike by a number. */
function uniqueKeys(): (node: NodeJson) => string {
	const seen = new Map<string, number>();
	return (node) => {
		const { id } = node.attrs ?? {};
		const name = typeof id === 'string' ? id : written(node);
		const count = (seen.get(name) ?? 0) + 1;
		seen.set(name, count);
		return count > 1 ? `${name}~${count}` : name;
	};
}

function comparePages(older: Page[], newer: Page[]): PageChange[] {
	const known = new Map(older.map((page, i) => [page.key, i]));
	const blocksBefore = new Map(older.flatMap((page) => page.blocks.map((block) => [block.key, block])));
	const blocksAfter = new Set(newer.flatMap((page) => page.blocks.map(({ key }) => key)));
	const stay = unmoved(newer.flatMap(({ key }) => known.get(key) ?? []));
	const numbers = new Map(older.map(({ key }, i) => [key, i + 1]));

	const rows = newer.map((page, i): PageChange => {
		const from = known.get(page.key);
		const was = from === undefined ? null : (older[from] ?? null);
		const moved = from !== undefined && !stay.has(from);
		const title = compareText(was?.title ?? '', page.title);
		const own = !isSame(title) || compareAttributes(was?.node.attrs ?? {}, page.node.attrs ?? {}).length > 0;
		const fate = !was ? 'added' : own ? 'changed' : moved ? 'moved' : 'same';
		const blocks = compareBlocks(was, page, { blocksBefore, blocksAfter, numbers });
		return { key: page.key, fate, moved, number: i + 1, before: was && (from ?? 0) + 1, title, blocks };
	});
	const kept = new Set(newer.map(({ key }) => key));
	older.forEach((page, i) => {
		if (kept.has(page.key)) return;
		const gone: PageChange = {
			key: page.key,
			fate: 'removed',
			moved: false,
			number: i + 1,
			before: i + 1,
			title: compareText(page.title, ''),
			blocks: page.blocks.filter(({ key }) => !blocksAfter.has(key)).map(removed)
		};
		rows.splice(placeAfter(older.slice(0, i), rows), 0, gone);
	});
	return rows;
}

interface Whole {
	blocksBefore: Map<string, Block>;
	blocksAfter: Set<string>;
	numbers: Map<string, number>;
}

function compareBlocks(before: Page | null, after: Page, whole: Whole): BlockChange[] {
	const here = (block: Block) => {
		const was = whole.blocksBefore.get(block.key);
		return was && was.page === after.key ? was : undefined;
	};
	const stay = unmoved(after.blocks.flatMap((block) => here(block)?.place ?? []));
	const rows = after.blocks.map((block): BlockChange => {
		const { key, node } = block;
		const was = whole.blocksBefore.get(key);
		const parts = compareParts(was?.node ?? null, node);
		const away = was !== undefined && was.page !== after.key;
		const moved = away || (was !== undefined && !stay.has(was.place));
		const changed = parts.some(({ state }) => state !== 'same');
		const fate = !was ? 'added' : changed ? 'changed' : moved ? 'moved' : 'same';
		const fromPage = away ? (whole.numbers.get(was.page) ?? null) : null;
		return { key, type: node.type, fate, moved, fromPage, parts, node };
	});
	before?.blocks.forEach((block, i) => {
		if (!whole.blocksAfter.has(block.key))
			rows.splice(placeAfter(before.blocks.slice(0, i), rows), 0, removed(block));
	});
	return rows;
}

const removed = ({ key, node }: Block): BlockChange => ({
	key,
	type: node.type,
	fate: 'removed',
	moved: false,
	fromPage: null,
	parts: compareParts(node, null),
	node
});

/** Where something gone belongs: after the nearest of its former neighbours above that is still there. */
function placeAfter(above: { key: string }[], rows: { key: string }[]): number {
	for (const { key } of above.toReversed()) {
		const place = rows.findIndex((row) => row.key === key);
		if (place >= 0) return place + 1;
	}
	return 0;
}
