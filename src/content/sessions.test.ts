import { afterEach, expect, it, vi } from 'vitest';
import { courseWith } from '../../tests/fixtures/courses';
import type { Engine, StartApi } from './engine';
import { startScorm2004 } from './start-2004';

type Session = Engine & Record<string, (...args: string[]) => string>;

afterEach(() => vi.unstubAllGlobals());

const names = {
	'1.2': { prefix: 'LMS', end: 'LMSFinish', bookmark: 'cmi.core.lesson_location' },
	'2004': { prefix: '', end: 'Terminate', bookmark: 'cmi.location' }
} as const;

async function engineOf(version: keyof typeof names): Promise<StartApi> {
	if (version === '2004') return startScorm2004;
	const page: { startScorm?: StartApi } = {};
	vi.stubGlobal('window', page);
	await import('./scorm12');
	return page.startScorm!;
}

it.each(['1.2', '2004'] as const)('%s: a session finds nothing of the one before', async (version) => {
	const { prefix, end, bookmark } = names[version];
	const start = await engineOf(version);
	const { session } = start(() => undefined, courseWith(version, ['A']).course, null);
	const first = session() as Session;
	first[`${prefix}Initialize`]!('');
	expect(first[`${prefix}SetValue`]!(bookmark, '7')).toBe('true');
	expect(first[end]!('')).toBe('true');
	const second = session() as Session;
	expect(second[`${prefix}Initialize`]!('')).toBe('true');
	expect(second[`${prefix}GetValue`]!(bookmark)).toBe('');
});

it('nothing can be put in the place of the data model of a course of one step, either', () => {
	const { session } = startScorm2004(() => undefined, courseWith('2004', ['A']).course, null);
	const api = session() as Session;
	const refused = () => [api.SetValue!('cmi.objectives', 'x'), api.GetLastError!()];
	expect(refused()).toEqual(['false', '132']);
	api.Initialize!('');
	expect(refused()).toEqual(['false', '401']);
});
