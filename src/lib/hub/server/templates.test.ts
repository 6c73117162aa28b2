import { sha256 } from '$lib/base';
import {
	asMedia,
	cuesOf,
	isMarked,
	isQuestion,
	itemsOf,
	mediaOf,
	numberLesson,
	openLesson,
	plainText,
	problemsOf,
	walk,
	type Lesson
} from '$lib/lesson';
import { factsOf, findingsOf } from '$lib/lesson/checks';
import { judge, rightAnswer } from '$lib/lesson/tracking';
import { FileBlobs } from '$lib/store/node';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Templates } from './templates';

const dir = 'lesson-templates';
const names = readdirSync(dir, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map((entry) => entry.name);
const blobs = mkdtempSync(join(tmpdir(), 'templates-'));
const templates = new Templates(dir, new FileBlobs(blobs));
afterAll(() => rmSync(blobs, { recursive: true }));

const stored = (name: string): unknown => JSON.parse(readFileSync(join(dir, name, 'lesson.json'), 'utf8'));
const file = (name: string, media: string) => readFileSync(join(dir, name, 'media', media));

function opened(name: string): Lesson {
	const result = openLesson(stored(name));
	if (result.state !== 'ok') throw new Error(`${name}: ${JSON.stringify(result)}`);
	return result.lesson;
}

function nodes(lesson: Lesson, type: string) {
	const found: Record<string, unknown>[] = [];
	walk(lesson.doc, (node) => {
		if (node.type === type) found.push(node.attrs ?? {});
	});
	return found;
}

/** Every picture of a lesson's text with what is said of it to those who do not see it. */
function picturesOf(lesson: Lesson): { size: number; alt: string }[] {
	const found: { size: number; alt: string }[] = [];
	const add = (media: unknown, alt: unknown) => {
		const picture = asMedia(media);
		if (picture) found.push({ size: picture.size, alt: typeof alt === 'string' ? alt : '' });
	};
	walk(lesson.doc, ({ type, attrs = {} }) => {
		if (type !== 'video') add(attrs.media, attrs.alt);
		add(attrs.before, attrs.beforeAlt);
		add(attrs.after, attrs.afterAlt);
	});
	return found;
}

const seconds = (clock: string) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/** Start and end of every cue, in seconds; throws on what is not WebVTT. */
function cues(vtt: string): [from: number, to: number, lines: string[]][] {
	const [head, ...blocks] = vtt.trimEnd().split(/\n{2,}/);
	if (head !== 'WEBVTT') throw new Error('no WEBVTT header');
	return blocks.map((block) => {
		const [times = '', ...lines] = block.split('\n');
		const match = /^(\d\d:\d\d:\d\d\.\d{3}) --> (\d\d:\d\d:\d\d\.\d{3})$/.exec(times);
		if (!match || !lines.length) throw new Error(`no cue: ${block}`);
		return [seconds(match[1]!), seconds(match[2]!), lines];
	});
}

/** Every starter lesson in the order of the list, and the blocks its kind of lesson is made of. */
const genres: Record<string, string[]> = {
	'rice-blast': ['video', 'image', 'table', 'discussion'],
	'land-contract-law': ['video', 'table', 'discussion'],
	'activity-day': ['video', 'table', 'discussion'],
	'fruit-tree-pruning': ['steps', 'ordering', 'comparison', 'matching'],
	'private-loan-case': ['scenario', 'callout', 'table', 'numeric'],
	'farm-machine-subsidy': ['accordion', 'table', 'callout', 'shortAnswer'],
	'party-lecture': ['quote', 'discussion', 'shortAnswer', 'scale', 'ordering'],
	'exam-paper': ['quiz', 'grouping', 'matching', 'fillIn', 'numeric', 'multipleChoice', 'trueFalse'],
	'fraud-film': ['video', 'cue', 'singleChoice', 'trueFalse'],
	'blood-pressure': ['tabs', 'comparison', 'hotspot', 'matching', 'callout']
};
const withFilm = names.filter((name) => nodes(opened(name), 'video').length);

describe('the list of templates', () => {
	it('has the lessons in their order, each with words in both languages and a cover', async () => {
		const list = await templates.list();
		expect(list.map((template) => template.name)).toEqual(Object.keys(genres));
		expect(new Set(list.map((template) => template.order)).size).toBe(list.length);
		for (const { name, title, summary } of list) {
			expect(Object.values({ ...title, ...summary }).every((words) => words.trim())).toBe(true);
			const cover = await templates.cover(name);
			expect([...cover.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
		}
	});
	it('gives no two lessons the same id', () => {
		const ids = names.map((name) => opened(name).lessonId);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe.each(names)('the template %s', (name) => {
	it('opens in full, without a node this program does not know', () => {
		expect(nodes(opened(name), 'unknown')).toEqual([]);
	});
	it('can be released as it stands', () => {
		expect(problemsOf(opened(name))).toEqual([]);
	});
	it('has nothing that should be better', () => {
		const lesson = opened(name);
		const found = findingsOf(lesson, factsOf(lesson)).filter(({ severity }) => severity !== 'hint');
		expect(found).toEqual([]);
	});
	it('uses the blocks of its kind of lesson', () => {
		for (const kind of genres[name]!) expect(nodes(opened(name), kind), kind).not.toEqual([]);
	});
	it('judges its own right answers right, and no answer wrong', () => {
		for (const item of itemsOf(opened(name)).filter(isMarked)) {
			expect(judge(item, rightAnswer(item)), item.text).toEqual({ correct: true, score: 1 });
			expect(judge(item, null).correct, item.text).toBe(false);
		}
	});
	it('has every id, tracking number and option key already', () => {
		expect(numberLesson(opened(name))).toEqual(opened(name));
	});
	it('brings exactly the files it names, with their sizes and hashes', async () => {
		const media = mediaOf(opened(name));
		expect(readdirSync(join(dir, name, 'media')).sort()).toEqual(media.map((m) => m.name).sort());
		for (const { name: path, sha256: hash, size } of media) {
			const bytes = Uint8Array.from(file(name, path));
			expect([path, bytes.length, await sha256(bytes)]).toEqual([path, size, hash]);
		}
	});
	it('is taken over by a hub with all its files', async () => {
		expect(await templates.lesson(name)).toEqual(opened(name));
	});
	it('has pictures of at most 120 KB with words for those who do not see them', () => {
		const pictures = picturesOf(opened(name));
		expect(pictures.length).toBeGreaterThan(0);
		for (const { size, alt } of pictures) {
			expect(alt.length).toBeGreaterThan(10);
			expect(size).toBeLessThanOrEqual(120 * 1024);
		}
	});
	it('brings at most 1.5 MB', () => {
		expect(factsOf(opened(name)).bytes).toBeLessThanOrEqual(1.5 * 1024 * 1024);
	});
	it('asks at least four questions, explains each, and has something to talk about in groups', () => {
		const items = itemsOf(opened(name));
		const questions = items.filter(isQuestion);
		expect(questions.length).toBeGreaterThanOrEqual(4);
		for (const question of questions.filter((question) => question.kind !== 'scale'))
			expect(question.explanation.trim(), question.text).not.toBe('');
		expect(items.some((item) => item.kind === 'discussion' && item.by === 'group')).toBe(true);
	});
});

describe.each(withFilm)('the film of the template %s', (name) => {
	it('has one short H.264 film that starts before it is loaded in full', () => {
		const films = itemsOf(opened(name)).filter((item) => item.kind === 'video');
		expect(films).toHaveLength(1);
		expect(films[0]!.seconds).toBeGreaterThanOrEqual(25);
		expect(films[0]!.seconds).toBeLessThanOrEqual(60);
		const bytes = file(name, 'film.mp4');
		expect(bytes.length).toBeLessThan(1_500_000);
		expect(bytes.indexOf('avc1')).toBeGreaterThan(0);
		expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'));
	});
	it('says what the film says in captions of two short lines that follow each other within the film', () => {
		const [film] = itemsOf(opened(name)).filter((item) => item.kind === 'video');
		let last = 0;
		for (const [from, to, lines] of cues(file(name, 'film.vtt').toString('utf8'))) {
			expect(from).toBeGreaterThanOrEqual(last);
			expect(to).toBeGreaterThan(from);
			expect(lines.length).toBeLessThanOrEqual(2);
			for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(22);
			last = to;
		}
		expect(last).toBeGreaterThan(film!.seconds * 0.9);
		expect(last).toBeLessThanOrEqual(film!.seconds);
	});
});

describe('what makes the special ones special', () => {
	it('the test draws from a pool of at least twelve questions of several kinds and has its own pass mark', () => {
		const items = itemsOf(opened('exam-paper'));
		const [quiz] = items.filter((item) => item.kind === 'quiz');
		const pool = items.filter(isQuestion).filter((item) => item.quiz === quiz?.sid);
		expect(pool.length).toBeGreaterThanOrEqual(12);
		expect(new Set(pool.map((item) => item.kind)).size).toBeGreaterThanOrEqual(6);
		expect(quiz?.draw).toBeLessThan(pool.length);
		expect(quiz?.passPercent).toBe(80);
	});
	it('the short film says something and asks something within its length', () => {
		const found: ReturnType<typeof cuesOf> = [];
		walk(opened('fraud-film').doc, (node) => {
			if (node.type === 'video') found.push(...cuesOf(node));
		});
		expect(found.filter(({ question }) => !question)).toHaveLength(1);
		expect(found.filter(({ question }) => question)).toHaveLength(2);
		expect(file('fraud-film', 'film.mp4').length).toBeLessThanOrEqual(1_000_000);
	});
	it('the party lecture looks solemn and is not marked', () => {
		const { look, passPercent } = opened('party-lecture').settings;
		expect([look.name, passPercent]).toEqual(['solemn', null]);
	});
	it('the policy says that its figures are examples on every page that has any', () => {
		for (const page of opened('farm-machine-subsidy').doc.content ?? [])
			if (/\d{3,} 元/.test(plainText(page))) expect(plainText(page)).toContain('示例');
	});
	it('every choice of the case leads to a scene or an end, and both good and bad ones are there', () => {
		const verdicts = nodes(opened('private-loan-case'), 'choice').map(({ verdict }) => verdict);
		expect(verdicts).toEqual(expect.arrayContaining(['good', 'bad']));
		const scenes = nodes(opened('private-loan-case'), 'scene').map(({ key }) => key);
		for (const { to } of nodes(opened('private-loan-case'), 'choice'))
			if (to !== null) expect(scenes).toContain(to);
	});
});
