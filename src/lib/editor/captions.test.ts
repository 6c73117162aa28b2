import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '$lib/base';
import {
	added,
	inOrder,
	merged,
	noCaptions,
	readCaptions,
	shifted,
	without,
	writeCaptions,
	type CaptionLine
} from './caption-lines';
import { captionsFile } from './captions';

const file = (text: string, name: string) => new File([text], name);
const line = (start: number, end: number, text: string): CaptionLine => ({
	start,
	end,
	text,
	settings: '',
	name: '',
	notes: []
});

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
				const file = { ...noCaptions, lines };
				expect(readCaptions(writeCaptions(file), 'a.vtt')).toEqual({ ...file, lines: inOrder(lines) });
			})
		);
	});
	describe('with what is not shown', () => {
		const text = `WEBVTT - 剪枝

STYLE
::cue(#a) { color: yellow }

REGION
id:below

NOTE 草稿

a
00:00:01.000 --> 00:00:02.000 line:0
好

NOTE
这里要再听一遍
两遍

00:00:03.000 --> 00:00:04.000
坏

NOTE 完
`;
		const file = readCaptions(text, 'a.vtt');

		it('are written as they were read', () => {
			expect(file.lines.map((one) => one.text)).toEqual(['好', '坏']);
			expect(writeCaptions(file)).toBe(text);
		});
		it('lose none of it, whichever caption is taken out or joined', () => {
			const kept = ['剪枝', '::cue(#a)', 'id:below', '草稿', '这里要再听一遍\n两遍', '完'];
			for (const changed of [
				without(file, 0),
				without(file, 1),
				without(without(file, 0), 0),
				{ ...file, lines: merged(file.lines, 0) },
				{ ...file, lines: shifted(file.lines, 5) }
			])
				for (const words of kept) expect(writeCaptions(changed)).toContain(words);
		});
		it('keep a note above the caption it stood above', () => {
			expect(without(file, 0).lines[0]?.notes).toEqual(['NOTE\n这里要再听一遍\n两遍']);
			expect(without(file, 1).tail).toEqual(['NOTE\n这里要再听一遍\n两遍', 'NOTE 完']);
		});
	});
	it('cannot be broken by what is typed', () => {
		const typed = [line(1, 2, '一\n\n\n二 --> 三'), line(3, 4, '')];
		const written = writeCaptions({ ...noCaptions, lines: typed });
		expect(readCaptions(written, 'a.vtt').lines.map(({ text }) => text.trim())).toEqual(['一\n二 → 三', '']);
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
