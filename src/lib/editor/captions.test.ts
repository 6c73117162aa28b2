import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '$lib/base';
import {
	added,
	inOrder,
	merged,
	readCaptions,
	shifted,
	writeCaptions,
	type CaptionLine
} from './caption-lines';
import { captionsFile } from './captions';

const file = (text: string, name: string) => new File([text], name);
const line = (start: number, end: number, text: string): CaptionLine => ({ start, end, text, settings: '' });

describe('caption files', () => {
	it('takes WebVTT as it is', async () => {
		const taken = await captionsFile(file('\uFEFFWEBVTT\n\n00:01.000 --> 00:02.000\n好', 'a.vtt'));
		expect(await taken.text()).toBe('WEBVTT\n\n00:01.000 --> 00:02.000\n好');
	});

	it('rewrites SubRip', async () => {
		const taken = await captionsFile(file('1\r\n00:00:01,500 --> 00:00:02,000\r\n一,二\r\n', 'a.srt'));
		expect(taken.name).toBe('a.vtt');
		expect(await taken.text()).toBe('WEBVTT\n\n00:00:01.500 --> 00:00:02.000\n一,二\n');
	});

	it.each([
		['anything else', 'hello', 1],
		['a time that is none', 'WEBVTT\n\n00:01.000 --> 00:02.000\n好\n\n00:0x.000 --> 00:04.000\n坏', 6],
		['an end before the start', '1\n00:00:03,000 --> 00:00:02,000\n坏\n', 2],
		['a text without a time', '1\n00:00:01,000 --> 00:00:02,000\n好\n\n多余的一行\n第二行\n', 6]
	])('refuses %s and names the line', async (_, text, at) => {
		const refused = await captionsFile(file(text, 'a.srt')).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(UserError);
		expect((refused as UserError).details).toEqual({ name: 'a.srt', line: at });
	});
});

describe('captions as a list', () => {
	const aLine = fc
		.record({
			start: fc.nat(7200_000),
			lasts: fc.integer({ min: 1, max: 60_000 }),
			text: fc.array(fc.constantFrom('剪', '好', 'a', '<b>', '，'), { minLength: 1, maxLength: 5 })
		})
		.map(({ start, lasts, text }) => line(start / 1000, (start + lasts) / 1000, text.join('\n')));

	it('come back from a file as they were, by time', () => {
		fc.assert(
			fc.property(fc.array(aLine), (lines) => {
				expect(readCaptions(writeCaptions(lines), 'a.vtt')).toEqual(inOrder(lines));
			})
		);
	});
	it('keep how a caption is set, and leave notes out', () => {
		const text = 'WEBVTT - 剪枝\n\nNOTE 草稿\n\nSTYLE\n::cue {}\n\na\n00:01.000 --> 00:02.000 line:0\n好\n';
		expect(readCaptions(text, 'a.vtt')).toEqual([{ ...line(1, 2, '好'), settings: 'line:0' }]);
	});
	it('cannot be broken by what is typed', () => {
		const typed = [line(1, 2, '一\n\n\n二 --> 三'), line(3, 4, '')];
		expect(readCaptions(writeCaptions(typed), 'a.vtt').map(({ text }) => text.trim())).toEqual([
			'一\n二 → 三',
			''
		]);
	});
	it('move together, never before the beginning', () => {
		expect(shifted([line(0.05, 1, 'a'), line(2, 3, 'b')], -0.1)).toEqual([
			line(0, 0.95, 'a'),
			line(1.95, 2.95, 'b')
		]);
		expect(shifted([], -0.1)).toEqual([]);
	});
	it('are joined with the next one', () => {
		expect(merged([line(1, 2, 'a'), line(2, 3, 'b'), line(4, 5, 'c')], 0)).toEqual([
			line(1, 3, 'a\nb'),
			line(4, 5, 'c')
		]);
		expect(merged([line(1, 2, 'a')], 0)).toEqual([line(1, 2, 'a')]);
	});
	it('a new one ends where the next begins', () => {
		expect(added([line(2, 3, 'b')], 1)).toEqual([line(1, 2, ''), line(2, 3, 'b')]);
	});
});
