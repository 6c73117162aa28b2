import { expect, inject, it } from 'vitest';
import { hashFile } from './hash-file';
import { prepareSound } from './sound';

const { films } = inject('servers');
const signal = new AbortController().signal;

it.each([
	['sound.mp3', 'audio/mpeg', 'sound.mp3'],
	['sound.m4a', 'audio/mp4', 'sound.m4a'],
	['sound.wav', 'audio/mp4', 'sound.m4a']
])('a recording can be heard in a browser: %s', async (name, type, named) => {
	const source = await (await fetch(`${films}/${name}`)).blob();
	const { file, seconds } = await prepareSound(new File([source], name), { signal });
	expect([file.type, file.name]).toEqual([type, named]);
	expect(Math.abs(seconds! - 4)).toBeLessThan(0.2);
	if (name === 'sound.mp3') expect(file.size).toBe(source.size);
	if (name === 'sound.wav') expect(file.size).toBeLessThan(source.size / 4);
	const audio = new Audio(URL.createObjectURL(file));
	await new Promise((done, fail) => {
		audio.onloadedmetadata = done;
		audio.onerror = fail;
	});
	expect(Math.abs(audio.duration - 4)).toBeLessThan(0.2);
});

it('a file is hashed piece by piece as it is as a whole', async () => {
	const blob = new Blob([new Uint8Array(5_000_003).map((_, i) => i % 251)]);
	const whole = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
	expect(await hashFile(blob, signal)).toBe([...whole].map((b) => b.toString(16).padStart(2, '0')).join(''));
});
