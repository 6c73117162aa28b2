import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NodeJson } from '../block';
import { newLesson } from '../create';
import type { Lesson } from '../lesson';
import { numberLesson } from '../numbering';
import { schema } from '../schema';
import { walk } from '../text';
import { compareLessons, compareText } from '.';

const text = (value: string): NodeJson[] => (value ? [{ type: 'text', text: value }] : []);
const paragraph = (value: string): NodeJson => ({ type: 'paragraph', content: text(value) });
const choice = (asked: string, ...options: string[]): NodeJson => ({
	type: 'singleChoice',
	content: [
		{ type: 'prompt', content: text(asked) },
		...options.map((option, i) => ({ type: 'option', attrs: { correct: i === 0 }, content: text(option) })),
		{ type: 'explanation' }
	]
});
/** A kind of block nobody has heard of yet, with a list and inline atoms in it. */
const strange = (value: string, level: number): NodeJson => ({
	type: 'flipCard',
	attrs: { id: null, level, media: { sha256: 'a'.repeat(64), name: value } },
	content: [
		{ type: 'front', content: [...text(value), { type: 'gap', attrs: { accepted: [value] } }] },
		{ type: 'back', content: [paragraph(value), paragraph('背面')] }
	]
});
const page = (title: string, blocks: NodeJson[]): NodeJson => ({
	type: 'page',
	content: [{ type: 'pageTitle', content: text(title) }, ...blocks]
});
let count = 0;
const lessonOf = (...pages: NodeJson[]): Lesson => {
	const lesson = numberLesson({
		...newLesson('课', 'zh-CN'),
		nextSid: 1,
		doc: { type: 'doc', content: pages }
	});
	// Numbering knows only the kinds of today; the others get their ids as their own editor would give them.
	walk(lesson.doc, (node) => {
		if (node.attrs && 'id' in node.attrs) node.attrs.id ??= `block${String(count++).padStart(5, '0')}`;
	});
	return lesson;
};
const changed = (lesson: Lesson, change: (pages: NodeJson[]) => void): Lesson => {
	const next = structuredClone(lesson);
	change(next.doc.content!);
	return next;
};
const fates = (before: Lesson, after: Lesson) =>
	compareLessons(before, after).pages.map(({ fate, blocks }) => [fate, ...blocks.map((block) => block.fate)]);

const words = fc.constantFrom('稻瘟病', '防治', '插秧前三天', 'weed', '', '药 剂');
const block = fc.oneof(
	words.map(paragraph),
	fc.tuple(words, words, words).map(([a, b, c]) => choice(a, b, c)),
	fc.tuple(words, fc.nat(3)).map(([a, level]) => strange(a, level))
);
const lessons = fc
	.array(fc.tuple(words, fc.array(block, { minLength: 1, maxLength: 5 })), { minLength: 1, maxLength: 4 })
	.map((pages) => lessonOf(...pages.map(([title, blocks]) => page(title, blocks))));

describe('two states of a lesson', () => {
	it('that are the same have no differences, whatever is in them and in whatever order names are stored', () => {
		const turned = (value: unknown): unknown =>
			Array.isArray(value)
				? value.map(turned)
				: value && typeof value === 'object'
					? Object.fromEntries(
							Object.entries(value)
								.toReversed()
								.map(([name, inner]) => [name, turned(inner)])
						)
					: value;
		fc.assert(
			fc.property(lessons, (lesson) => {
				expect(compareLessons(lesson, turned(lesson) as Lesson).changes).toEqual([]);
			})
		);
	});

	it('report every block that was put in or taken out, and nothing else', () => {
		fc.assert(
			fc.property(lessons, block, fc.nat(), fc.nat(), (lesson, extra, a, b) => {
				const made = lessonOf(page('', [extra])).doc.content![0]!.content![1]!;
				const onto = a % lesson.doc.content!.length;
				const longer = changed(lesson, (pages) => {
					const { content } = pages[onto]!;
					made.attrs = { ...made.attrs, id: 'extrablock' };
					content!.splice(1 + (b % content!.length), 0, made);
				});
				expect(compareLessons(lesson, longer).changes).toEqual(['block:extrablock']);
				const back = compareLessons(longer, lesson);
				expect(back.changes).toEqual(['block:extrablock']);
				expect(back.pages[onto]!.blocks.map(({ key }) => key)).toEqual(
					compareLessons(lesson, longer).pages[onto]!.blocks.map(({ key }) => key)
				);
			})
		);
	});

	it('report any change of any text or attribute inside any kind of block', () => {
		fc.assert(
			fc.property(lessons, fc.nat(), (lesson, n) => {
				const next = structuredClone(lesson);
				const places: (() => void)[] = [];
				walk(next.doc, (node) => {
					if (node.type === 'text') places.push(() => (node.text += '改'));
					for (const name of Object.keys(node.attrs ?? {}))
						if (!['id', 'sid', 'key'].includes(name)) places.push(() => (node.attrs![name] = '改'));
				});
				if (!places.length) return;
				places[n % places.length]!();
				expect(compareLessons(lesson, next).changes).toHaveLength(1);
			})
		);
	});

	it('show a block with another text as changed, word by word', () => {
		const before = lessonOf(page('一', [paragraph('插秧前三天打药')]));
		const after = changed(before, (p) => (p[0]!.content![1]!.content = text('插秧前五天打药')));
		const [row] = compareLessons(before, after).pages[0]!.blocks;
		expect(row!.fate).toBe('changed');
		const pieces = row!.parts[0]!.text;
		expect(
			pieces
				.filter((p) => p.kind !== 'added')
				.map((p) => p.text)
				.join('')
		).toBe('插秧前三天打药');
		expect(
			pieces
				.filter((p) => p.kind !== 'removed')
				.map((p) => p.text)
				.join('')
		).toBe('插秧前五天打药');
		expect(pieces[0]).toMatchObject({ kind: 'same' });
	});

	it('count the questions that have another right answer', () => {
		const before = lessonOf(page('一', [choice('问', '甲', '乙'), choice('再问', '丙', '丁')]));
		const after = changed(before, (p) => {
			const [, a, b] = p[0]!.content![1]!.content!;
			a!.attrs!.correct = false;
			b!.attrs!.correct = true;
		});
		const comparison = compareLessons(before, after);
		expect(comparison.answers).toBe(1);
		expect(comparison.changes).toHaveLength(1);
		expect(comparison.pages[0]!.blocks[0]!.parts.map(({ attrs }) => attrs.map(({ name }) => name))).toEqual([
			[],
			[],
			['correct'],
			['correct'],
			[]
		]);
	});

	it('tell a moved block from a changed one, on its page and to another', () => {
		const before = lessonOf(
			page('一', [paragraph('甲'), paragraph('乙'), paragraph('丙')]),
			page('二', [paragraph('丁')])
		);
		const within = changed(before, (p) => p[0]!.content!.push(...p[0]!.content!.splice(1, 1)));
		expect(fates(before, within)).toEqual([
			['same', 'same', 'same', 'moved'],
			['same', 'same']
		]);
		const across = changed(before, (p) => p[1]!.content!.push(...p[0]!.content!.splice(1, 1)));
		expect(fates(before, across)).toEqual([
			['same', 'same', 'same'],
			['same', 'same', 'moved']
		]);
		expect(compareLessons(before, across).pages[1]!.blocks[1]!.fromPage).toBe(1);
	});

	it('tell pages that came, went and moved', () => {
		const before = lessonOf(
			page('一', [paragraph('甲')]),
			page('二', [paragraph('乙')]),
			page('三', [paragraph('丙')])
		);
		const after = changed(before, (p) => {
			p.splice(1, 1);
			p.push(...lessonOf(page('四', [paragraph('丁')])).doc.content!);
		});
		expect(fates(before, after)).toEqual([
			['same', 'same'],
			['removed', 'removed'],
			['same', 'same'],
			['added', 'added']
		]);
		expect(compareLessons(before, after).changes).toHaveLength(2);
		const moved = changed(before, (p) => p.unshift(p.pop()!));
		expect(compareLessons(before, moved).changes).toEqual([
			`page:${String(before.doc.content![2]!.attrs!.id)}`
		]);
	});

	it('notice format, settings and the title', () => {
		const before = lessonOf(page('一', [paragraph('甲')]));
		const bold = changed(before, (p) => (p[0]!.content![1]!.content![0]!.marks = [{ type: 'strong' }]));
		expect(compareLessons(before, bold).pages[0]!.blocks[0]!.parts[0]!.attrs).toMatchObject([
			{ name: 'format' }
		]);
		const named = { ...before, title: '新课', settings: { ...before.settings, minutes: 40 } };
		expect(compareLessons(before, named).changes).toEqual(['title', 'settings']);
	});
});

describe('what a lesson leaves out', () => {
	const folder = new URL('../../../../lesson-templates/', import.meta.url);
	const templates = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

	it.each(templates.map(({ name }) => name))('%s opened in an editor and not touched is the same', (name) => {
		const lesson = JSON.parse(readFileSync(new URL(`${name}/lesson.json`, folder), 'utf8')) as Lesson;
		const kept = numberLesson(lesson);
		const opened = { ...kept, doc: schema.nodeFromJSON(kept.doc).toJSON() as Lesson['doc'] };
		expect(opened).not.toEqual(kept);
		expect(compareLessons(kept, opened).changes).toEqual([]);
		expect(compareLessons(opened, kept).changes).toEqual([]);
	});

	it('is its default and nothing else', () => {
		const plain = lessonOf(page('一', [paragraph('甲')]));
		const [first] = plain.doc.content!;
		const { section: _section, ...rest } = first!.attrs!;
		const withAttrs = (attrs: Record<string, unknown>): Lesson => ({
			...plain,
			doc: { type: 'doc', content: [{ ...first!, attrs }] }
		});
		expect(compareLessons(withAttrs(rest), plain).changes).toEqual([]);
		expect(compareLessons(withAttrs(rest), withAttrs({ ...rest, section: '播种' })).changes).toHaveLength(1);
		expect(compareLessons(withAttrs({ ...rest, section: '播种' }), plain).changes).toHaveLength(1);
	});
});

describe('two texts', () => {
	it('can both be read out of their pieces', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (before, after) => {
				const pieces = compareText(before, after);
				const side = (not: string) =>
					pieces
						.filter(({ kind }) => kind !== not)
						.map((piece) => piece.text)
						.join('');
				expect([side('added'), side('removed')]).toEqual([before, after]);
			})
		);
	});

	it('that are very long and have nothing in common are compared at once', () => {
		const long = (c: string) => `${c} `.repeat(20_000);
		expect(compareText(long('a'), long('b')).length).toBeGreaterThan(1);
	});
});
