import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { doors, methods, modules, needs, statusOf, type Handler } from './doors.fixture';

test('every endpoint and every form action says who may, and every row is of one there is', () => {
	expect(Object.keys(doors).sort()).toEqual(Object.keys(needs).sort());
	const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
	const withServer = files.filter((path) => /server\.ts$/.test(path));
	expect(Object.keys(modules)).toHaveLength(withServer.length);
});

/** A hub that must not be asked anything: whoever is not signed in is told so first. */
const untouched = new Proxy({}, { get: (_, name) => expect.fail(`asked the hub for ${String(name)}`) });

async function statusFor(door: Handler, name: string): Promise<number> {
	const method = methods.includes(name) ? name : 'POST';
	const form = new URLSearchParams({ change: '{}', lessonId: 'abcdef', station: 'x' });
	const event = {
		locals: { hub: untouched, person: null, caller: { kind: 'anyone' } },
		params: { file: 'scorm-1.2.zip', number: '1' },
		url: new URL('http://localhost/x?title=t&lesson=a'),
		request: new Request('http://localhost/x', {
			method,
			...(['GET', 'HEAD'].includes(method) ? {} : { body: methods.includes(name) ? '{}' : form })
		})
	};
	return statusOf(door, event);
}

describe('a visitor who is not signed in is refused before the hub is asked anything', () => {
	const closed = Object.entries(needs).filter(([, need]) => need !== 'anyone');
	// The hub's own part answers for uploads; it is asked with nobody.
	test.each(closed.filter(([door]) => !door.includes('/uploads/')))('%s', async (name) => {
		const door = doors[name];
		if (!door) throw new Error('no such door');
		expect([401, 403]).toContain(await statusFor(door, name.split(' ')[0] ?? ''));
	});
});

test('data of the officials’ pages is not given to others who ask for it alone', () => {
	const pages = readdirSync(join(import.meta.dirname, '(desk)/(hub)'), { recursive: true, encoding: 'utf8' });
	for (const path of pages.filter((path) => path.endsWith('+page.server.ts')))
		expect(readFileSync(join(import.meta.dirname, '(desk)/(hub)', path), 'utf8')).toMatch(
			/allows\((locals\.)?person, '/
		);
});
