import { describe, expect, it } from 'vitest';
import { pickVoice, sayings } from './voice';

const voice = (lang: string, localService = true) => ({ lang, localService });

describe('the voice a page is read with', () => {
	it.each([
		['zh-CN', ['en-US', 'zh-TW', 'zh-CN'], 'zh-CN'],
		['zh-CN', ['en-US', 'zh-TW'], 'zh-TW'],
		['zh-CN', ['zh_TW', 'zh_CN'], 'zh_CN'],
		['zh-CN', ['af', 'cmn', 'yue'], 'cmn'],
		['en', ['en-GB'], 'en-GB'],
		['bo', ['zh-CN', 'en-US'], undefined]
	])('for %s of %j', (lang, voices, wanted) => {
		expect(
			pickVoice(
				voices.map((one) => voice(one)),
				lang
			)?.lang
		).toBe(wanted);
	});
	it('is on this computer', () => {
		expect(pickVoice([voice('zh-CN', false), voice('zh-TW')], 'zh-CN')?.lang).toBe('zh-TW');
	});
});

describe('a text is read in pieces', () => {
	it('that lose nothing, and end where sentences end', () => {
		const text = `${'先选种，再晒种。'.repeat(40)}然后浸种\n催芽`;
		const pieces = sayings(text);
		expect(pieces.join('')).toBe(text);
		expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(120);
		expect(pieces.slice(0, -1).every((piece) => /[。\n]$/.test(piece))).toBe(true);
	});
	it('a sentence longer than a piece stays whole; nothing gives nothing', () => {
		expect(sayings('长'.repeat(300))).toEqual(['长'.repeat(300)]);
		expect(sayings(' \n ')).toEqual([]);
	});
});
