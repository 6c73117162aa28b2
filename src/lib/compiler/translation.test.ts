import { numberLesson, openLesson, walk, type Lesson, type MediaRef, type NodeJson } from '$lib/lesson';
import { nodeSpecs } from '$lib/lesson/schema';
import { directionOf, tokensOf, unitsOf, withTranslation, type Unit } from '$lib/lesson/translate';
import { wordAttributes } from '$lib/lesson/translate/attributes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '.';
import { everyBlock } from './every-block.fixture';

const file = (letter: string, type: string): MediaRef => ({
	...{ sha256: letter.repeat(64), size: 1, type, name: `${letter}.bin` }
});
const image = file('a', 'image/jpeg');
const full = everyBlock({
	...{ image, poster: image, video: file('b', 'video/mp4') },
	...{ audio: file('c', 'audio/mpeg'), file: file('d', 'application/pdf') }
});
const text = (words: string, ...marks: NonNullable<NodeJson['marks']>): NodeJson => ({
	...{ type: 'text', text: words },
	...(marks.length && { marks })
});
const of = (...content: NodeJson[]): Lesson =>
	numberLesson({
		...full,
		doc: {
			type: 'doc',
			content: [{ type: 'page', content: [{ type: 'pageTitle' }, { type: 'paragraph', content }] }]
		}
	});
const identity = (lesson: Lesson) => new Map(unitsOf(lesson).map(({ id, source }) => [id, source]));
const line = (lesson: Lesson) => unitsOf(lesson).find(({ type }) => type === 'paragraph') as Unit;
const said = (lesson: Lesson, words: string) =>
	withTranslation(lesson, new Map([[line(lesson).id, words]]), 'en');
const strong = { type: 'strong' };
const link = { type: 'link', attrs: { href: 'https://example.org/' } };
const term = (meaning: string) => ({ type: 'term', attrs: { meaning } });
/** What a translator does, with codes left alone. */
const upper = (source: string) =>
	tokensOf(source)
		.map((token) =>
			token.is === 'text'
				? `T:${token.text.toUpperCase().replaceAll('{', '{{')}`
				: `{${token.is === 'close' ? '/' : ''}${token.code}${token.is === 'alone' ? '/' : ''}}`
		)
		.join('');

describe('a translated lesson', () => {
	it('is the same document when every line is translated by itself', () => {
		const { lesson, missing, unknown, broken } = withTranslation(full, identity(full), 'en');
		expect(lesson.doc).toEqual(full.doc);
		expect(lesson.lessonId).not.toBe(full.lessonId);
		expect(lesson).toMatchObject({ lang: 'en', title: full.title, nextSid: full.nextSid });
		expect([missing, unknown, broken]).toEqual([[], [], []]);
	});
	it('changes all its words and no id, number, key, file or mark', () => {
		const translated = new Map(unitsOf(full).map(({ id, source }) => [id, upper(source)]));
		const { lesson, broken } = withTranslation(full, translated, 'en');
		expect(broken).toEqual([]);
		expect(openLesson(lesson).state).toBe('ok');
		const bare = (doc: NodeJson) =>
			JSON.stringify(doc, (name, value: unknown) =>
				name === 'json' || typeof value !== 'string' ? value : value.replaceAll('T:', '').toLowerCase()
			);
		expect(bare(lesson.doc)).toBe(bare(full.doc));
		walk(lesson.doc, (node) => {
			if (node.type === 'text') expect(node.text).toMatch(/^T:/);
		});
		expect(unitsOf(lesson).map(({ id }) => id)).toEqual(unitsOf(full).map(({ id }) => id));
		expect(unitsOf(lesson).map(({ source }) => source)).toEqual([...translated.values()]);
	});
	it('keeps the source where nothing was translated, and names what the lesson does not have', () => {
		const one = unitsOf(full)[0] as Unit;
		const { lesson, missing, unknown } = withTranslation(
			full,
			new Map([
				[one.id, 'Pruning'],
				['nowhere', 'x']
			]),
			'en'
		);
		expect(lesson.title).toBe('Pruning');
		expect(lesson.doc).toEqual(full.doc);
		expect(missing).toHaveLength(unitsOf(full).length - 1);
		expect(unknown).toEqual(['nowhere']);
	});
	it('leaves the lesson it was made from as it was', () => {
		const before = structuredClone(full);
		withTranslation(full, new Map(unitsOf(full).map(({ id }) => [id, 'x'])), 'en');
		expect(full).toEqual(before);
	});
	it('has a place for every attribute that holds words', () => {
		const notWords = new Set(['unknown.json']);
		for (const [type, { attrs }] of Object.entries(nodeSpecs))
			for (const [name, { default: value }] of Object.entries(attrs ?? {}))
				if (value === '' && !notWords.has(`${type}.${name}`))
					expect(wordAttributes[type], `${type}.${name}`).toContain(name);
	});
});

describe('codes in a line', () => {
	it('move with the words and may change order', () => {
		const lesson = of(text('先'), text('修剪', strong), { type: 'hardBreak' }, text('看'), text('网', link));
		expect(line(lesson).source).toBe('先{1}修剪{/1}{2/}看{3}网{/3}');
		const { lesson: made, broken } = said(lesson, 'See {3}web{/3}{2/}then {1}prune{/1}');
		expect(broken).toEqual([]);
		expect(made.doc.content![0]!.content![1]!.content).toEqual([
			text('See '),
			text('web', link),
			{ type: 'hardBreak' },
			text('then '),
			text('prune', strong)
		]);
	});
	it.each([
		['prune', 'lost'],
		['{1}prune', 'nesting'],
		['{1}a{/1}{1}b{/1}', 'repeated'],
		['{1}a{/1}{7}b{/7}', 'invented'],
		['{1/}a', 'invented'],
		['{/1}a{1}', 'nesting']
	])('%s is reported as %s and keeps the source', (words, why) => {
		const lesson = of(text('先'), text('修剪', strong));
		const made = said(lesson, words);
		expect(made.broken).toEqual([{ id: line(lesson).id, why }]);
		expect(made.lesson.doc).toEqual(lesson.doc);
	});
	it('do not let a link into a word that has a meaning', () => {
		const lesson = of(text('枝', term('长枝')), text('网', link));
		expect(said(lesson, '{1}a{2}b{/2}{/1}').broken).toMatchObject([{ why: 'nesting' }]);
	});
	it('of a word have its meaning translated everywhere the word stands', () => {
		const lesson = of(text('徒', term('长枝')), text('长', term('长枝'), strong));
		const [, meaning] = unitsOf(lesson).filter(({ page }) => page);
		expect(meaning).toMatchObject({ type: 'term', attribute: 'meaning', source: '长枝' });
		const { lesson: made } = withTranslation(lesson, new Map([[meaning!.id, 'long']]), 'en');
		expect(JSON.stringify(made.doc).match(/"meaning":"long"/g)).toHaveLength(2);
		expect(JSON.stringify(made.doc)).not.toContain('长枝');
	});
	it('never crash a reading, whatever somebody typed', () => {
		const pieces = fc.constantFrom('{', '}', '/', '1', '2', '{1}', '{/1}', '{2/}', '词', '{{', '\n');
		const lesson = of(text('先'), text('修剪', strong), { type: 'hardBreak' });
		fc.assert(
			fc.property(fc.array(pieces, { maxLength: 12 }), (typed) => {
				expect(openLesson(said(lesson, typed.join('')).lesson).state).toBe('ok');
			})
		);
	});
	it('and braces in the text come back as they were', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('{', '}', '/', '1', '{1}', '{{', '字'), { minLength: 1, maxLength: 8 }),
				fc.boolean(),
				(words, bold) => {
					const lesson = of(text(words.join(''), ...(bold ? [strong] : [])));
					expect(withTranslation(lesson, identity(lesson), 'en').lesson.doc).toEqual(lesson.doc);
				}
			)
		);
	});
});

it('a line too long for its field is reported', () => {
	const hint = unitsOf(full).find(({ attribute }) => attribute === 'hint') as Unit;
	const made = withTranslation(full, new Map([[hint.id, 'x'.repeat(1001)]]), 'en');
	expect(made.broken).toEqual([{ id: hint.id, why: 'tooLong' }]);
	expect(made.lesson.doc).toEqual(full.doc);
});

describe('the page of a translated lesson', () => {
	const html = (lang: string) => {
		const [index] = compile({ ...full, lang }, []);
		return index && 'body' in index ? new TextDecoder().decode(index.body) : '';
	};
	it('is written from right to left where the language is', () => {
		expect(html('ug')).toContain('<html lang="ug" dir="rtl"');
		expect(html('kk-Arab')).toContain('<html lang="kk-Arab" dir="rtl"');
	});
	it('says nothing of direction otherwise', () => {
		for (const lang of ['zh-CN', 'en', 'bo', 'kk', 'not a tag']) {
			expect(directionOf(lang)).toBe('ltr');
			expect(html(lang)).not.toContain('dir=');
		}
	});
});
