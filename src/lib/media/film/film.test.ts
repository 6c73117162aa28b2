import { expect, test } from 'vitest';
import { fit, rungs, villageSeconds } from './facts';
import { gainFor, levelOf } from './loudness';
import { bitrateFor } from './plan';

test.each([
	[1920, 1080, 854, 480],
	[1080, 1920, 270, 480],
	[640, 360, 640, 360],
	[1440, 1080, 640, 480],
	[641, 361, 642, 362]
])('%i×%i fits a village as %i×%i', (width, height, w, h) => {
	expect(fit({ width, height }, rungs.village)).toEqual({ width: w, height: h });
});

test('15 MB take a minute at 2 Mbit/s', () => expect(villageSeconds(15_000_000)).toBe(60));

test('a poor source is not blown up', () => {
	expect(bitrateFor({ bitrate: 5e6, h264: true }, rungs.village)).toBe(600_000);
	expect(bitrateFor({ bitrate: 200_000, h264: true }, rungs.village)).toBe(200_000);
	expect(bitrateFor({ bitrate: 200_000, h264: false }, rungs.village)).toBe(320_000);
});

test('a level near the usual is left alone; a far one is moved, never past full scale', () => {
	expect(gainFor(-23, -6)).toBe(1);
	expect(gainFor(-Infinity, -Infinity)).toBe(1);
	expect(gainFor(-38, -25)).toBeCloseTo(10);
	expect(gainFor(-5, 0)).toBeCloseTo(10 ** (-13 / 20));
	expect(gainFor(-38, -10.3)).toBeCloseTo(10 ** 0.5);
	expect(gainFor(-38, 0)).toBe(1);
});

test('pauses do not count for the level', () => {
	const speech = { power: 0.01, peak: 0.5 };
	const { rms, peak } = levelOf([speech, { power: 1e-9, peak: 0.001 }, speech]);
	expect(rms).toBeCloseTo(-20);
	expect(peak).toBeCloseTo(-6.02, 1);
});
