import * as m from '$messages';

/** A wait as people say it: `约 3 分钟`, `不到 1 分钟`. Takes seconds. */
export const waitText = (seconds: number): string =>
	seconds < 50 ? m.media_minute() : m.media_minutes({ minutes: Math.max(1, Math.round(seconds / 60)) });
