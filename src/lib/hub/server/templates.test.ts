import { sha256 } from '$lib/base';
import {
	asMedia,
	cuesOf,
	isDue,
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
import { compile } from '$lib/compiler';
import { factsOf, findingsOf, giveawaysOf } from '$lib/lesson/checks';
import { judge, rightAnswer } from '$lib/lesson/tracking';
import { FileBlobs } from '$lib/store/node';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Templates } from './templates';

const dir = 'lesson-templates';
/** A day on which every template stands: the checks have no clock of their own. */
const today = '2026-11-30';
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

/** What stood in the lessons before experts read them. */
const foundWrong = [
	/等救护车时，让病人侧着躺/,
	/\d–\d+ ?℃/,
	/伤脑、伤心、/,
	/公安机关不会打电话/,
	/盐少于 5 克/,
	/可以换成梨、桃、葡萄/,
	/自我管理、自我教育、自我服务/,
	/应当由村民会议或村民代表会议讨论决定/,
	/96110 打来的电话，要接/
];
/** A law's name however it is written: with the country in front or not, with an article or an edition behind. */
const bareLaw = (name: string) => name.replace(/中华人民共和国|中国共产党|[《》]/g, '');

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
	'blood-pressure': ['tabs', 'comparison', 'hotspot', 'matching', 'callout'],
	'pesticide-safety': ['callout', 'ordering', 'table', 'numeric'],
	'three-meetings': ['table', 'matching', 'ordering', 'numeric'],
	'migrant-wages': ['callout', 'ordering', 'table', 'numeric'],
	'bank-card': ['scenario', 'callout', 'ordering', 'table'],
	'swine-fever': ['callout', 'ordering', 'matching', 'table'],
	'soil-fertiliser': ['table', 'ordering', 'matching', 'numeric']
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
		const found = findingsOf(lesson, factsOf(lesson), today).filter(({ severity }) => severity !== 'hint');
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

describe.each(names)('who answers for the template %s', (name) => {
	const { settings, doc } = opened(name);
	const { about } = settings;
	it('is said: who wrote it, that nobody has reviewed it, and that until another day', () => {
		expect(about?.author).toBe('远课示范课');
		// An expert has to sign for it first.
		expect(about?.reviewer).toBe('');
		expect(about?.validOn).toBe(today);
		expect(isDue(about, today)).toBe(false);
		expect(about!.lookAgain > today).toBe(true);
	});
	it('is told honestly by the checks: no expert has looked at it yet', () => {
		const lesson = opened(name);
		const codes = findingsOf(lesson, factsOf(lesson), today).map(({ code }) => code);
		expect(codes).toContain('reviewer_missing');
		expect(codes).not.toContain('sources_missing');
		expect(findingsOf(lesson, factsOf(lesson), '2099-01-01').map(({ code }) => code)).toContain(
			'look_again_due'
		);
	});
	it('has sources, each with a name and what rests on it', () => {
		expect(about!.sources.length).toBeGreaterThanOrEqual(2);
		for (const { title, publisher, date, supports } of about!.sources) {
			expect(title.trim()).not.toBe('');
			expect(publisher.trim() || date.trim(), title).not.toBe('');
			expect(supports.trim(), title).not.toBe('');
		}
	});
	it('names every law it cites in its text among its sources, and cites no other', () => {
		const named = about!.sources.map(({ title }) => bareLaw(title)).join(' ');
		const cited = new Set(
			[...plainText(doc).matchAll(/《([^》]+(?:法|条例|办法|规定|典|规范|章程))》/g)].map((m) => m[1]!)
		);
		for (const law of cited) expect(named, law).toContain(bareLaw(law));
	});
	it('can be read aloud, and deals the options of every choice anew', () => {
		expect(settings.aids.aloud).toBe(true);
		for (const kind of ['singleChoice', 'multipleChoice'])
			for (const attrs of nodes(opened(name), kind)) expect(attrs.shuffle).toBe(true);
	});
	it('says to whoever chose a wrong answer why it is wrong', () => {
		for (const item of itemsOf(opened(name)))
			if (item.kind === 'singleChoice' || item.kind === 'multipleChoice')
				for (const { text, correct, feedback } of item.options)
					expect(correct || feedback.trim() !== '', `${item.text} ${text}`).toBe(true);
	});
	it('gives no answer away: not by its length, its place, a lean of the statements or another question', () => {
		expect(giveawaysOf(itemsOf(opened(name)))).toEqual([]);
	});
	it('says nothing that experts found wrong, and one word for each thing', () => {
		const text = JSON.stringify(doc);
		for (const wrong of foundWrong) expect(text).not.toMatch(wrong);
		// What somebody says in the lesson is said in that person's words.
		const ours = plainText(doc).replace(/“[^”]*”/g, '');
		expect(/你/.test(ours) && /您/.test(ours)).toBe(false);
	});
	it('keeps what is meant for authors off its pages', () => {
		const files = compile(opened(name), []).map((file) =>
			'body' in file ? new TextDecoder().decode(file.body) : ''
		);
		if (settings.note) for (const file of files) expect(file).not.toContain(settings.note);
		expect(plainText(doc)).not.toMatch(/这是样例|换成自己|请按当地文件改|给(主讲人|站点管理员)/);
	});
});

it('what was mended says what is right', () => {
	const textOf = (name: string) => plainText(opened(name).doc);
	expect(textOf('blood-pressure')).toMatch(/喘不上气的.*坐着，两腿垂下去.*呕吐的、叫不醒的.*侧着躺/);
	expect(textOf('blood-pressure')).toMatch(/高压到 180，或者低压到 110.*马上去看医生/);
	expect(textOf('blood-pressure')).toContain('连着量五到七天');
	for (const name of ['rice-blast', 'pesticide-safety'])
		for (const right of ['15 分钟', '120', '标签', '怀孕', '没满 18 岁', '护目镜'])
			expect(textOf(name), name).toContain(right);
	expect(textOf('fraud-film')).toMatch(/前后多出数字的/);
	expect(textOf('fruit-tree-pruning')).toContain('葡萄不能照着剪');
	expect(JSON.stringify(opened('exam-paper').doc)).toMatch(/自我监督.*民主协商/);
	expect(textOf('activity-day')).toContain('32 学时');
	expect(textOf('private-loan-case')).toMatch(/今借到.*已收到/);
	expect(textOf('private-loan-case')).toContain('不能中断，也不能延长');
	expect(textOf('land-contract-law')).toMatch(/资格审查.*书面委托.*延长三十年.*两年/);
	expect(textOf('farm-machine-subsidy')).toMatch(/“应用”是用机器.*公职人员不能申请/);
	expect(textOf('exam-paper').match(/三十年/g)?.length).toBeLessThan(5);
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
