import type { Verb } from '$lib/hub';
import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * What somebody needs for each endpoint and form action: a verb of `hub/may`, `signed in`, or `anyone` where a visitor or a
 * station may ask and the hub decides by code, credential or what the thing is.
 */
const needs: Record<string, Verb | 'signed in' | 'anyone'> = {
	'POST /ahead': 'anyone',
	'GET /bank': 'signed in',
	'POST /bank': 'keep question',
	'POST /bank/[question]': 'change question',
	'GET /blobs/[sha256]': 'anyone',
	'GET /db/[...path]': 'anyone',
	'POST /db/[...path]': 'anyone',
	'PUT /db/[...path]': 'anyone',
	'DELETE /db/[...path]': 'anyone',
	'POST /drafts': 'make lesson',
	'GET /drafts/[draft]': 'read draft',
	'POST /drafts/[draft]': 'write draft',
	'GET /drafts/[draft]/comments': 'read draft',
	'POST /drafts/[draft]/comments': 'read draft',
	'POST /drafts/[draft]/release': 'release draft',
	'POST /drafts/[draft]/settle': 'write draft',
	'GET /drafts/[draft]/versions': 'read draft',
	'GET /drafts/[draft]/versions/[number]': 'read draft',
	'GET /enrol': 'anyone',
	'POST /enrol': 'anyone',
	'POST /library': 'take in package',
	'GET /library/[lesson]': 'read package',
	'GET /packages/[lesson]/[number]/[file]': 'take release',
	'GET /packages/course/[file]': 'take release',
	'GET /runtime': 'anyone',
	'POST /sign-out': 'anyone',
	'GET /templates/[name]': 'anyone',
	'HEAD /uploads/[...path]': 'send file',
	'POST /uploads/[...path]': 'send file',
	'PATCH /uploads/[...path]': 'send file',
	'create /(desk)/(author)/lessons': 'make lesson',
	'saveTemplate /(desk)/(author)/lessons': 'make template',
	'removeTemplate /(desk)/(author)/lessons': 'remove template',
	'restoreTemplate /(desk)/(author)/lessons': 'remove template',
	'remove /(desk)/(author)/lessons/packages': 'write package',
	'restore /(desk)/(author)/lessons/packages': 'write package',
	'save /(desk)/(author)/lessons/packages/[lesson]': 'write package',
	'release /(desk)/(author)/lessons/packages/[lesson]': 'release package',
	'create /(desk)/(hub)/stations': 'make station',
	'code /(desk)/(hub)/stations': 'give code',
	'default /(desk)/setup': 'anyone',
	'default /(desk)/sign-in': 'anyone'
};

type Handler = (event: never) => unknown;
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'fallback'];
const modules = import.meta.glob<Record<string, unknown>>('./**/*server.ts', { eager: true });

/** Every endpoint and action there is, by `METHOD route` or `action route`. */
const doors = Object.fromEntries(
	Object.entries(modules).flatMap(([path, module]) => {
		if (path.endsWith('/+layout.server.ts')) return [];
		const route = path.replace(/^\./, '').replace(/\/\+[a-z.]+$/, '');
		const handlers = path.endsWith('/+server.ts')
			? methods.flatMap((method) => (method in module ? [[method, module[method]] as const] : []))
			: Object.entries(module.actions ?? {});
		return handlers.map(([name, handler]) => [`${name} ${route}`, handler as Handler]);
	})
);

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
	try {
		const answer: unknown = await door(event as never);
		if (answer instanceof Response) return answer.status;
		return isActionFailure(answer) ? answer.status : 200;
	} catch (thrown) {
		if (isHttpError(thrown) || isRedirect(thrown)) return thrown.status;
		throw thrown;
	}
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
			/allows\(locals\.person, '/
		);
});
