import { base64url, fromBase64url } from '$lib/base';
import { isQuestion, type Item, type QuestionItem } from '../items';
import { BitReader, BitWriter } from './bits';
import { judge, type Answer, type Point } from './judge';
import { contentHash, emptyState, fnv1a, fullestState, lastSecond, type LessonState } from './state';

const version = 1;
const kinds = { page: 0, video: 1, question: 2 } as const;
const keyAlphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
const digest = (text: string) => fnv1a(text) & 0xffff;

/**
 * A state as text in `[A-Za-z0-9_-]`, short enough for `cmi.suspend_data`: version byte, 16-bit check, then one record
 * per tracking number, then the free text of discussions. Text is clipped first to stay within `limit` characters; the
 * rest always fits when {@link worstCase} does.
 */
export function packState(state: LessonState, items: Item[], { limit }: { limit: number }): string {
	const bits = new BitWriter();
	bits.put(state.page ?? 0, 16);
	const records = [...items].sort((a, b) => a.sid - b.sid).flatMap((item) => recordOf(item, state));
	bits.gamma(records.length + 1);
	let last = 0;
	for (const record of records) {
		bits.gamma(record.sid - last);
		bits.append(record.bits);
		last = record.sid;
	}
	// 4 characters for the version and the check, and one for rounding; every other character carries 6 bits.
	putPoints(bits, state, items, (limit - 5) * 6);
	const body = base64url(bits.bytes());
	const head = new BitWriter();
	head.put(version, 8);
	head.put(digest(body), 16);
	return base64url(head.bytes()) + body;
}

/**
 * Reads what {@link packState} wrote, for the lesson as it is now: unknown numbers, items whose kind changed and
 * questions whose prompt, options or answer changed are left out. Anything else gives the empty state; never throws.
 */
export function unpackState(text: string, items: Item[]): LessonState {
	try {
		const head = new BitReader(fromBase64url(text.slice(0, 4)));
		const body = text.slice(4);
		if (head.take(8) !== version || head.take(16) !== digest(body)) return emptyState();
		return read(new BitReader(fromBase64url(body)), new Map(items.map((item) => [item.sid, item])));
	} catch {
		return emptyState(); // not our text, or cut short
	}
}

/** Characters that {@link packState} needs for a lesson at most, without free text. */
export function worstCase(items: Item[]): number {
	return packState(fullestState(items), items, { limit: 0 }).length;
}

interface Packed {
	sid: number;
	bits: BitWriter;
}

function recordOf(item: Item, state: LessonState): Packed[] {
	const bits = new BitWriter();
	if (item.kind === 'page') {
		if (!state.visited[item.sid]) return [];
		bits.put(kinds.page, 2);
	} else if (item.kind === 'video') {
		const video = state.videos[item.sid];
		if (!video) return [];
		bits.put(kinds.video, 2);
		putSized(bits, Math.min(whole(video.position), lastSecond(item)));
		putSized(bits, Math.min(whole(video.furthest), lastSecond(item)));
		bits.put(Math.min(100, whole(video.percent)), 7);
	} else if (isQuestion(item)) {
		const question = state.questions[item.sid];
		const mask = question && maskOf(item, question.response);
		if (!question || !mask) return [];
		bits.put(kinds.question, 2);
		bits.put(contentHash(item), 12);
		bits.put(Math.min(15, question.attempts), 4);
		bits.put(mask.length, 6);
		for (const bit of mask) bits.put(bit, 1);
	} else return [];
	return [{ sid: item.sid, bits }];
}

const whole = (value: number) => Math.max(0, Math.floor(value) || 0);

function putSized(bits: BitWriter, value: number): void {
	const width = value === 0 ? 0 : Math.floor(Math.log2(value)) + 1;
	bits.put(width, 5);
	bits.put(value, width);
}

/** An answer as bits: one per option in the order of their keys, or the number of the one key, or right/wrong. */
function maskOf(item: QuestionItem, response: Answer): number[] | null {
	if (item.kind === 'trueFalse') return typeof response === 'boolean' ? [response ? 1 : 0] : null;
	const keys = sortedKeys(item);
	if (item.kind === 'multipleChoice')
		return Array.isArray(response) ? keys.map((key) => (response.includes(key) ? 1 : 0)) : null;
	const index = typeof response === 'string' && keys.includes(response) ? keyAlphabet.indexOf(response) : -1;
	return index < 0 ? null : [5, 4, 3, 2, 1, 0].map((i) => (index >> i) & 1);
}

function answerOf(item: QuestionItem, mask: number[]): Answer | null {
	if (item.kind === 'trueFalse') return mask.length === 1 ? mask[0] === 1 : null;
	const keys = sortedKeys(item);
	if (item.kind === 'multipleChoice')
		return mask.length === keys.length ? keys.filter((_, i) => mask[i] === 1) : null;
	const key = keyAlphabet[mask.reduce((value, bit) => value * 2 + bit, 0)];
	return key !== undefined && keys.includes(key) ? key : null;
}

const sortedKeys = (item: Exclude<QuestionItem, { kind: 'trueFalse' }>) =>
	item.options.map((option) => option.key).sort();

function read(bits: BitReader, items: Map<number, Item>): LessonState {
	const state = emptyState();
	const page = bits.take(16);
	if (items.get(page)?.kind === 'page') state.page = page;
	const records = bits.gamma() - 1;
	let sid = 0;
	for (let i = 0; i < records; i++) {
		sid += bits.gamma();
		readRecord(bits, state, items.get(sid), sid);
	}
	readPoints(bits, state, items);
	return state;
}

function readRecord(bits: BitReader, state: LessonState, item: Item | undefined, sid: number): void {
	const kind = bits.take(2);
	if (kind === kinds.page) {
		if (item?.kind === 'page') state.visited[sid] = true;
	} else if (kind === kinds.video) {
		const [position, furthest, percent] = [takeSized(bits), takeSized(bits), bits.take(7)];
		if (item?.kind === 'video') state.videos[sid] = { position, furthest, percent };
	} else if (kind === kinds.question) {
		const hash = bits.take(12);
		const attempts = bits.take(4);
		const mask = Array.from({ length: bits.take(6) }, () => bits.take(1));
		if (!item || !isQuestion(item) || hash !== contentHash(item)) return;
		const response = answerOf(item, mask);
		if (response === null) return;
		state.questions[sid] = { response, attempts, correct: judge(item, response).correct };
	} else throw new Error('unknown record');
}

const takeSized = (bits: BitReader): number => bits.take(bits.take(5));

function putPoints(bits: BitWriter, state: LessonState, items: Item[], most: number): void {
	const points = fittingPoints(state, items, most - bits.length - countBits);
	bits.gamma(points.length + 1);
	for (const point of points) bits.append(point);
}

/** Room kept for the number of points: gamma code of up to 65,535 of them. */
const countBits = 31;

function fittingPoints(state: LessonState, items: Item[], most: number): BitWriter[] {
	const fitting: BitWriter[] = [];
	let used = 0;
	for (const item of items) {
		if (item.kind !== 'discussion') continue;
		for (const point of state.discussions[item.sid] ?? []) {
			const room = most - used;
			let text = point.text;
			let record = pointBits(item.sid, point.who, text);
			while (record.length > room && text) {
				// By code points of up to 32 bits: cutting between two units would leave half a character.
				const over = Math.max(1, Math.floor((record.length - room) / 32));
				text = clip(text, [...text].length - over);
				record = pointBits(item.sid, point.who, text);
			}
			if (record.length > room || (!text && point.text)) return fitting;
			fitting.push(record);
			used += record.length;
		}
	}
	return fitting;
}

const clip = (text: string, points: number) => [...text].slice(0, Math.max(0, points)).join('');

function pointBits(sid: number, who: string, text: string): BitWriter {
	const bits = new BitWriter();
	bits.gamma(sid);
	putText(bits, who);
	putText(bits, text);
	return bits;
}

function putText(bits: BitWriter, text: string): void {
	// Chinese takes 16 bits a character here, 24 in UTF-8.
	const width = /^[\0-\x7f]*$/.test(text) ? 7 : 16;
	bits.gamma(text.length + 1);
	bits.put(width === 7 ? 0 : 1, 1);
	for (let i = 0; i < text.length; i++) bits.put(text.charCodeAt(i), width);
}

function takeText(bits: BitReader): string {
	const length = bits.gamma() - 1;
	const width = bits.take(1) ? 16 : 7;
	let text = '';
	for (let i = 0; i < length; i++) text += String.fromCharCode(bits.take(width));
	return text;
}

function readPoints(bits: BitReader, state: LessonState, items: Map<number, Item>): void {
	for (let left = bits.gamma() - 1; left > 0; left--) {
		const sid = bits.gamma();
		const point: Point = { who: takeText(bits), text: takeText(bits) };
		if (items.get(sid)?.kind === 'discussion') (state.discussions[sid] ??= []).push(point);
	}
}
