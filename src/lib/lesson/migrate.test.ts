import type { JsonObject } from '$lib/base';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blockKinds, formatVersion, newLesson, openLesson, storedLesson, type Migration } from '.';
import { walk } from './text';

const lesson = newLesson('水稻', 'zh-CN');
const steps: Migration[] = [
	(json) => ({ ...json, title: `${json.title as string} 1→2` }),
	(json) => ({ ...json, title: `${json.title as string} 2→3` }),
	({ name, ...json }) => ({ ...json, lang: name as string })
];

describe('the frozen lesson of every format', () => {
	const versions = Array.from({ length: formatVersion }, (_, i) => i + 1);
	const frozen = (version: number) =>
		JSON.parse(
			readFileSync(
				new URL(`../../../tests/fixtures/lessons/frozen/v${version}.json`, import.meta.url),
				'utf8'
			)
		) as JsonObject;

	it.each(versions)('format %i opens', (version) => {
		const opened = openLesson(frozen(version));
		expect(opened).toMatchObject({ state: 'ok', migratedFrom: version === formatVersion ? null : version });
	});

	it('the present one is stored again as it came, byte for byte', () => {
		const opened = openLesson(frozen(formatVersion));
		if (opened.state !== 'ok') throw new Error(opened.state);
		expect(JSON.stringify(storedLesson(opened.lesson))).toBe(JSON.stringify(frozen(formatVersion)));
	});

	it('holds every kind of block, and only what is really unknown opens as unknown', () => {
		const opened = openLesson(frozen(formatVersion));
		if (opened.state !== 'ok') throw new Error(opened.state);
		const kinds: string[] = [];
		walk(opened.lesson.doc, (node) => void kinds.push(node.type));
		expect(blockKinds.filter((kind) => !kinds.includes(kind))).toEqual([]);
		expect(kinds.filter((kind) => kind === 'unknown')).toHaveLength(2);
	});
});

describe('migrations', () => {
	it('run in order from the stored format on, each knowing the one before', () => {
		const seen: number[] = [];
		const watched = steps.map((step, i): Migration => (json) => {
			seen.push(i + 1, json.formatVersion as number);
			return step(json);
		});
		// The envelope's own schema knows only the present format: the last step is seen by what it leaves.
		expect(openLesson({ ...lesson, formatVersion: 2, name: 'en' }, watched, 4)).toMatchObject({
			state: 'invalid',
			problems: ['formatVersion']
		});
		expect(seen).toEqual([2, 2, 3, 3]);
	});

	it('never touch what was handed in', () => {
		const stored = { ...structuredClone(lesson), formatVersion: 1 };
		const before = JSON.stringify(stored);
		openLesson(
			stored,
			[
				(json) => {
					(json.settings as JsonObject).audience = 'changed';
					return json;
				}
			],
			2
		);
		expect(JSON.stringify(stored)).toBe(before);
	});

	it('may have no gap', () => {
		expect(() => openLesson({ ...lesson, formatVersion: 1 }, [steps[0] as Migration], 3)).toThrow(
			'no migration from lesson format 2'
		);
	});

	it('the list leads to the format this program writes', async () => {
		const { migrations } = await import('./migrate');
		expect(migrations).toHaveLength(formatVersion - 1);
	});

	it('do not run on a lesson of the present format', () => {
		const never: Migration = () => {
			throw new Error('ran');
		};
		expect(openLesson(lesson, [never, never], formatVersion)).toMatchObject({
			state: 'ok',
			migratedFrom: null
		});
	});
});

describe('what cannot be opened', () => {
	it('a newer lesson says so, with its title', () => {
		const newer = { formatVersion: formatVersion + 1, title: '明天的课', body: 'unlike anything' };
		expect(openLesson(newer)).toEqual({
			state: 'newer',
			formatVersion: formatVersion + 1,
			title: '明天的课'
		});
		expect(openLesson({ formatVersion: 99, title: 5 })).toMatchObject({ state: 'newer', title: '' });
	});

	it.each([
		null,
		undefined,
		7,
		'text',
		[],
		{},
		{ formatVersion: '1' },
		{ formatVersion: 0 },
		{ formatVersion: 1.5 }
	])('%j is not a lesson', (garbage) =>
		expect(openLesson(garbage)).toEqual({ state: 'invalid', problems: ['formatVersion'] })
	);

	it.each([
		['title', { title: 5 }],
		['lessonId', { lessonId: '../etc' }],
		['nextSid', { nextSid: 0 }],
		['settings.minutes', { settings: { ...lesson.settings, minutes: 0 } }],
		['settings.cover.sha256', { settings: { ...lesson.settings, cover: { sha256: 'x' } } }]
	])('says that %s is wrong', (where, wrong) => {
		const opened = openLesson({ ...lesson, ...wrong });
		expect(opened.state === 'invalid' && opened.problems).toContain(where);
	});

	it.each([
		null,
		[],
		{},
		{ type: 'page' },
		{ type: 'doc', content: 'x' },
		{ type: 'doc', content: { 0: 1 } }
	])('%j is not a document', (doc) => expect(openLesson({ ...lesson, doc }).state).toBe('invalid'));
});
