import { describe, expect, it } from 'vitest';
import { captionsFile } from './captions';

const file = (text: string, name: string) => new File([text], name);

describe('caption files', () => {
	it('takes WebVTT as it is', async () => {
		const taken = await captionsFile(file('\uFEFFWEBVTT\n\n00:01.000 --> 00:02.000\n好', 'a.vtt'));
		expect(await taken?.text()).toBe('WEBVTT\n\n00:01.000 --> 00:02.000\n好');
	});

	it('rewrites SubRip', async () => {
		const taken = await captionsFile(file('1\r\n00:00:01,500 --> 00:00:02,000\r\n一,二\r\n', 'a.srt'));
		expect(taken?.name).toBe('a.vtt');
		expect(await taken?.text()).toBe('WEBVTT\n\n1\n00:00:01.500 --> 00:00:02.000\n一,二\n');
	});

	it('refuses anything else', async () => {
		expect(await captionsFile(file('hello', 'a.vtt'))).toBeNull();
	});
});
