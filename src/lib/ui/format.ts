import { getLocale } from '$lib/paraglide/runtime';

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** A number of bytes as people read it: `12.3 MB` (1 KB is 1024 bytes). The number is not parted from its unit. */
export function bytesText(bytes: number): string {
	const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
	const number = bytes / 1024 ** power;
	return `${number.toFixed(power === 0 || number >= 100 ? 0 : 1)}\u00a0${units[power]}`;
}

/** A length of time as on a player: `3:05`, `1:02:45`. */
export function lengthText(seconds: number): string {
	const whole = Math.round(seconds);
	const pad = (n: number) => String(n).padStart(2, '0');
	const minutes = Math.floor(whole / 60);
	const tail = pad(whole % 60);
	return minutes < 60 ? `${minutes}:${tail}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${tail}`;
}

/** The time of day, `10:32`, of milliseconds since 1970. */
export function clockText(ms: number): string {
	return new Date(ms).toLocaleTimeString(getLocale(), { hour: '2-digit', minute: '2-digit', hour12: false });
}

/** A day and time as people write it: `11月22日 周日 19:30`. Takes ISO 8601 or milliseconds since 1970. */
export function dayText(when: string | number): string {
	const at = new Date(when);
	const [day, weekday, clock] = [
		{ month: 'short', day: 'numeric' },
		{ weekday: 'short' },
		{ hour: '2-digit', minute: '2-digit', hour12: false }
	] as const satisfies Intl.DateTimeFormatOptions[];
	if (getLocale() === 'en') return at.toLocaleString('en', { ...day, ...weekday, ...clock });
	return [day, weekday, clock].map((part) => at.toLocaleString(getLocale(), part)).join(' ');
}

/** How long ago something was: `3分钟前`, `昨天`. Takes milliseconds since 1970. */
export function agoText(when: number, now = Date.now()): string {
	const minutes = Math.round((when - now) / 60_000);
	const format = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' });
	if (minutes > -60) return format.format(minutes, 'minute');
	if (minutes > -24 * 60) return format.format(Math.round(minutes / 60), 'hour');
	return format.format(Math.round(minutes / (24 * 60)), 'day');
}
