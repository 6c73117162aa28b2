import { expect, it } from 'vitest';
import { CookieJar } from './cookie-jar';

const jar = () => new CookieJar(() => undefined);

it('cookies are read and written as browsers do', () => {
	const cookies = jar();
	cookies.write('a=1; path=/x; SameSite=Lax', 0);
	cookies.write(' b = 2=3 ;secure', 0);
	cookies.write('alone', 0);
	cookies.write('', 0);
	expect(cookies.read(0)).toBe('a=1; b=2=3; alone');
	cookies.write('a=5', 0);
	cookies.write('b=; expires=Thu, 01 Jan 1970 00:00:00 GMT', 1000);
	expect(cookies.read(1000)).toBe('alone; a=5');
});

it('a cookie with a date lasts until then, one without lasts as long as the launch', () => {
	const cookies = jar();
	cookies.write('day=1; max-age=60; expires=Thu, 01 Jan 1970 00:00:00 GMT', 0);
	cookies.write('week=2; Expires=Thu, 08 Jan 1970 00:00:00 GMT', 0);
	cookies.write('now=3', 0);
	expect(cookies.read(59_999)).toBe('day=1; week=2; now=3');
	expect(cookies.read(60_000)).toBe('week=2; now=3');
	const next = jar();
	next.restore(cookies.lasting(0));
	expect(next.read(0)).toBe('day=1; week=2');
	expect(next.read(7 * 864e5)).toBe('');
});

it('a package that writes without end fills nothing', () => {
	const cookies = jar();
	for (let i = 0; i < 1000; i++) cookies.write(`c${i}=1`, 0);
	cookies.write(`big=${'x'.repeat(5000)}`, 0);
	expect(cookies.read(0).split('; ')).toHaveLength(180);
	expect(cookies.read(0)).not.toContain('big');
});
