import { base64url, fromBase64url } from '$lib/base';
import { isQuestion, type Item } from '../items';
import { BitReader, BitWriter } from './bits';
import { judged, type Point } from './judge';
import { rulesOf } from './questions';
import {
	contentHash,
	emptyState,
	fnv1a,
	fullestState,
	lastSecond,
	videoParts,
	type LessonState
} from './state';

/** The format written; format 1 is read too: an update of the program must not cost anyone their answers. */
const version = 2;
const kinds = { page: 0, video: 1, question: 2, scenario: 3 } as const;
/** Parts the texts of one answer. */
const separator = '\u001f';
const digest = (text: string) => fnv1a(text) & 0xffff;

/**
 * A state as text in `[A-Za-z0-9_-]`, short enough for `cmi.suspend_data`: version byte, 16-bit check, then one record
 * per tracking number, then the free text of answers and discussions. Text is clipped first to stay within `limit` characters; the
 * rest always fits when {@link worstCase} does.
 */
export function packState(state: LessonState, items: Item[], { limit }: { limit: number }): string {
	const bits = new BitWriter();
	bits.write(state.page ?? 0, 16);
	bits.write(state.seed, 16);
	const records = [...items].sort((a, b) => a.sid - b.sid).flatMap((item) => recordOf(item, state));
	bits.gamma(records.length + 1);
	let last = 0;
	for (const record of records) {
		bits.gamma(record.sid - last);
		bits.append(record.bits);
		last = record.sid;
	}
	// 4 characters for the version and the check, and one for rounding; every other character carries 6 bits.
	writeTexts(bits, state, items, (limit - 5) * 6);
	const body = base64url(bits.bytes());
	const head = new BitWriter();
	head.write(version, 8);
	head.write(digest(body), 16);
	return base64url(head.bytes()) + body;
}

/**
 * Reads what {@link packState} wrote, for the lesson as it is now: unknown numbers, items whose kind changed and
 * questions whose prompt, options or answer changed are left out; `changed` is told of the last. Anything else gives the
 * empty state; never throws.
 */
export function unpackState(
	text: string,
	items: Item[],
	changed: (sid: number) => void = () => undefined
): LessonState {
	try {
		const head = new BitReader(fromBase64url(text.slice(0, 4)));
		const body = text.slice(4);
		const format = head.read(8);
		if (format < 1 || format > version || head.read(16) !== digest(body)) return emptyState();
		return read(
			new BitReader(fromBase64url(body)),
			format,
			new Map(items.map((item) => [item.sid, item])),
			changed
		);
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
		bits.write(kinds.page, 2);
	} else if (item.kind === 'video') {
		const video = state.videos[item.sid];
		if (!video) return [];
		bits.write(kinds.video, 2);
		writeSized(bits, Math.min(whole(video.position), lastSecond(item)));
		writeSized(bits, Math.min(whole(video.furthest), lastSecond(item)));
		bits.write(Math.min(100, whole(video.percent)), 7);
		for (let part = 0; part < videoParts; part++) bits.write(video.seen.includes(part) ? 1 : 0, 1);
	} else if (item.kind === 'scenario') {
		const scenario = state.scenarios[item.sid];
		const scene = scenario ? item.scenes.indexOf(scenario.scene) : -1;
		if (!scenario || scene < 0) return [];
		bits.write(kinds.scenario, 2);
		bits.write(scene, 6);
		bits.write(scenario.ended ? 1 : 0, 1);
	} else if (isQuestion(item)) {
		const question = state.questions[item.sid];
		const answer = new BitWriter();
		if (!question || !rulesOf(item).write(item, question.response, answer)) return [];
		bits.write(kinds.question, 2);
		bits.write(contentHash(item), 12);
		bits.write(Math.min(15, question.attempts), 4);
		bits.gamma(answer.length + 1);
		bits.append(answer);
	} else return [];
	return [{ sid: item.sid, bits }];
}

const whole = (value: number) => Math.max(0, Math.floor(value) || 0);

function writeSized(bits: BitWriter, value: number): void {
	const width = value === 0 ? 0 : Math.floor(Math.log2(value)) + 1;
	bits.write(width, 5);
	bits.write(value, width);
}

function read(
	bits: BitReader,
	format: number,
	items: Map<number, Item>,
	changed: (sid: number) => void
): LessonState {
	const state = emptyState();
	const page = bits.read(16);
	if (items.get(page)?.kind === 'page') state.page = page;
	if (format > 1) state.seed = bits.read(16);
	const records = bits.gamma() - 1;
	let sid = 0;
	for (let i = 0; i < records; i++) {
		sid += bits.gamma();
		readRecord(bits, format, state, items.get(sid), sid, changed);
	}
	readTexts(bits, state, items);
	return state;
}

function readRecord(
	bits: BitReader,
	format: number,
	state: LessonState,
	item: Item | undefined,
	sid: number,
	changed: (sid: number) => void
): void {
	const kind = bits.read(2);
	if (kind === kinds.page) {
		if (item?.kind === 'page') state.visited[sid] = true;
	} else if (kind === kinds.video) {
		const [position, furthest, percent] = [readSized(bits), readSized(bits), bits.read(7)];
		const all = Array.from({ length: videoParts }, (_, part) => part);
		// The first format kept no parts: as many from the start are taken for them.
		const seen =
			format > 1
				? all.filter(() => bits.read(1) === 1)
				: all.slice(0, Math.floor((percent / 100) * videoParts));
		if (item?.kind === 'video') state.videos[sid] = { position, furthest, percent, seen };
	} else if (kind === kinds.scenario) {
		const [scene, ended] = [bits.read(6), bits.read(1) === 1];
		const key = item?.kind === 'scenario' ? item.scenes[scene] : undefined;
		if (key !== undefined) state.scenarios[sid] = { scene: key, ended };
	} else {
		const hash = bits.read(12);
		const attempts = bits.read(4);
		const length = format > 1 ? bits.gamma() - 1 : bits.read(6);
		const answer = bits.part(length);
		if (!item || !isQuestion(item)) return;
		if (hash !== contentHash(item)) return changed(sid);
		const unpacked = rulesOf(item).read(item, answer, length);
		if (unpacked)
			state.questions[sid] = { response: unpacked.response, attempts, ...judged(item, unpacked.share) };
	}
}

const readSized = (bits: BitReader): number => bits.read(bits.read(5));

function writeTexts(bits: BitWriter, state: LessonState, items: Item[], most: number): void {
	const texts = fittingTexts(state, items, most - bits.length - countBits);
	bits.gamma(texts.length + 1);
	for (const text of texts) bits.append(text);
}

/** Room kept for the number of texts: gamma code of up to 65,535 of them. */
const countBits = 31;

/** All texts of a state: the points of discussions, and what was written in answer to questions. */
function textsOf(state: LessonState, items: Item[]): (Point & { sid: number })[] {
	return items.flatMap((item) => {
		if (item.kind === 'discussion')
			return (state.discussions[item.sid] ?? []).map((point) => ({ sid: item.sid, ...point }));
		const given = isQuestion(item) ? state.questions[item.sid] : undefined;
		const texts = given && isQuestion(item) ? rulesOf(item).texts?.of(given.response) : undefined;
		return texts?.some(Boolean) ? [{ sid: item.sid, who: '', text: texts.join(separator) }] : [];
	});
}

function fittingTexts(state: LessonState, items: Item[], most: number): BitWriter[] {
	const fitting: BitWriter[] = [];
	let used = 0;
	for (const { sid, who, text: whole } of textsOf(state, items)) {
		const room = most - used;
		let text = whole;
		let record = textBits(sid, who, text);
		while (record.length > room && text) {
			// By code points of up to 32 bits: cutting between two units would leave half a character.
			const over = Math.max(1, Math.floor((record.length - room) / 32));
			text = clip(text, [...text].length - over);
			record = textBits(sid, who, text);
		}
		if (record.length > room || (!text && whole)) return fitting;
		fitting.push(record);
		used += record.length;
	}
	return fitting;
}

const clip = (text: string, points: number) => [...text].slice(0, Math.max(0, points)).join('');

function textBits(sid: number, who: string, text: string): BitWriter {
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
	bits.write(width === 7 ? 0 : 1, 1);
	for (let i = 0; i < text.length; i++) bits.write(text.charCodeAt(i), width);
}

function takeText(bits: BitReader): string {
	const length = bits.gamma() - 1;
	const width = bits.read(1) ? 16 : 7;
	let text = '';
	for (let i = 0; i < length; i++) text += String.fromCharCode(bits.read(width));
	return text;
}

function readTexts(bits: BitReader, state: LessonState, items: Map<number, Item>): void {
	for (let left = bits.gamma() - 1; left > 0; left--) {
		const sid = bits.gamma();
		const point: Point = { who: takeText(bits), text: takeText(bits) };
		const item = items.get(sid);
		if (item?.kind === 'discussion') (state.discussions[sid] ??= []).push(point);
		const given = item && isQuestion(item) ? state.questions[sid] : undefined;
		if (item && isQuestion(item) && given)
			given.response =
				rulesOf(item).texts?.with(given.response, point.text.split(separator)) ?? given.response;
	}
}
