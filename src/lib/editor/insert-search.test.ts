import { blockKinds } from '$lib/lesson';
import { describe, expect, it } from 'vitest';
import { InsertMenu } from './insert-menu.svelte';
import { searchAmong } from './insert-search';

const kinds = (typed: string) =>
	searchAmong(new InsertMenu().all, (item) => item.words, typed).map((item) => item.kind);

describe('finding a kind of block', () => {
	it.each([
		['单选', 'singleChoice'],
		['danxuan', 'singleChoice'],
		['dxt', 'singleChoice'],
		['sp', 'video'],
		['shipin', 'video'],
		['tl', 'discussion'],
		['Table', 'table'],
		['tu pian', 'image']
	])('%s finds %s', (typed, kind) => {
		expect(kinds(typed)).toContain(kind);
	});

	it('offers everything but locked content when nothing is typed', () => {
		expect(kinds('')).toHaveLength(blockKinds.length - 1);
		expect(kinds('')).not.toContain('unknown');
	});

	it('puts what begins with the query before what contains it', () => {
		expect(kinds('video')[0]).toBe('video');
		expect(kinds('zzzz')).toEqual([]);
	});
});
