import * as m from '$messages';

/** A wait as it is told: tens of seconds, from a minute on minutes; never shorter than it is. */
export function waitText(seconds: number): string {
	if (seconds <= 50) return m.wait_seconds({ count: Math.max(10, Math.ceil(seconds / 10) * 10) });
	const minutes = Math.ceil(seconds / 60);
	return minutes === 1 ? m.wait_minute() : m.wait_minutes({ count: minutes });
}
