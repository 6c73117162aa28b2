import { UserError } from '$lib/base';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { type Database, type Databases } from '../databases';
import { openDatabases } from '../open-databases';
import { CouchPlace } from './couch-place';

let server: Server | null = null;
afterEach(() => {
	server?.closeAllConnections();
	server?.close();
	server = null;
});

const said = (status: number, body: object | string, type = 'application/json'): RequestListener => {
	return (_, response) => {
		response.writeHead(status, { 'content-type': type });
		response.end(typeof body === 'string' ? body : JSON.stringify(body));
	};
};
const welcome = (version: string) => ({ couchdb: 'Welcome', version, vendor: { name: 'x' } });

/** A server that answers as one wants; gives the address of databases there, with a password in it. */
async function serving(listener: RequestListener): Promise<string> {
	server = createServer(listener);
	await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
	return `http://hub:gEh31m%40@127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Opens databases and gives the failure, which may tell no secret wherever one looks. */
async function failure(url: string): Promise<UserError> {
	const error = await openDatabases(CouchPlace.read(url)).then(
		() => new Error('it opened'),
		(error: unknown) => error
	);
	expect(error).toBeInstanceOf(UserError);
	const everything = inspect(error, { depth: 10, showHidden: true });
	expect(everything).not.toMatch(/gEh31m|aHViOmdFaDMxbU/);
	return error as UserError;
}

describe('a CouchDB that cannot be used is told by name, without the password', () => {
	test('nobody answers', async () => {
		const url = await serving(said(200, {}));
		await new Promise((closed) => server?.close(closed));
		expect(await failure(url)).toMatchObject({
			code: 'hub_database_away',
			details: { address: expect.any(String) as string }
		});
	});

	test('a connection that breaks inside of an answer', async () => {
		const url = await serving((_, response) => {
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
			response.write('{"couchdb":');
			setTimeout(() => response.destroy(), 20);
		});
		expect(await failure(url)).toMatchObject({ code: 'hub_database_away' });
	});

	test.each([
		[401, { error: 'unauthorized', reason: 'Name or password is incorrect.' }, 'hub_database_password'],
		[403, { error: 'forbidden', reason: 'Account is temporarily locked' }, 'hub_database_password'],
		[500, { error: 'unknown_error', reason: 'badarg' }, 'hub_database_failing'],
		[503, { error: 'timeout', reason: 'The request could not be processed' }, 'hub_database_failing'],
		[200, { couchdb: 'Welcome', version: '3.2.3' }, 'hub_database_old'],
		[200, { couchdb: 'Welcome', version: '2.3.1' }, 'hub_database_old'],
		[200, { hello: 'Elastic' }, 'hub_database_foreign']
	])('%s %o is %s', async (status, body, code) => {
		expect(await failure(await serving(said(status, body)))).toMatchObject({ code });
	});

	test.each([200, 302, 404, 502])('a page of a proxy with status %s', async (status) => {
		const url = await serving((_, response) => {
			response.writeHead(status, { 'content-type': 'text/html', location: 'http://127.0.0.1:1/' });
			response.end('<h1>portal</h1>');
		});
		expect((await failure(url)).code).toMatch(/^hub_database_(failing|away)$/);
	});

	test('one with a known hole is used, and warned of', async () => {
		const url = await serving((request, response) =>
			said(request.url === '/' ? 200 : 500, request.url === '/' ? welcome('3.5.2') : {})(request, response)
		);
		const warnings: UserError[] = [];
		const events = { onDamage: () => undefined, onRenewed: () => undefined };
		const onWarning = (warning: UserError) => void warnings.push(warning);
		await expect(openDatabases(CouchPlace.read(url), { ...events, onWarning })).rejects.toMatchObject({
			code: 'hub_database_failing'
		});
		expect(warnings).toMatchObject([{ code: 'hub_database_unsafe', details: { version: '3.5.2' } }]);
	});

	test.each(['3.5.3', '3.6.0', '4.0.0', '3.10.0-RC1'])('%s is not warned of', async (version) => {
		const url = await serving((request, response) =>
			said(request.url === '/' ? 200 : 500, request.url === '/' ? welcome(version) : {})(request, response)
		);
		const onWarning = (warning: UserError) => expect(warning).toBeUndefined();
		const events = { onDamage: () => undefined, onRenewed: () => undefined, onWarning };
		await expect(openDatabases(CouchPlace.read(url), events)).rejects.toMatchObject({
			code: 'hub_database_failing'
		});
	});

	test.each([
		'gEh31m@',
		'ftp://hub:gEh31m@127.0.0.1/',
		'http://hub:gEh31m@127.0.0.1/Not-Lower',
		'http://hub:gEh31m@127.0.0.1/a-?q=gEh31m',
		'http://hub:gEh31m@/'
	])('an address that is none: %s', (url) => {
		const read = () => CouchPlace.read(url);
		expect(read).toThrow(UserError);
		expect(read).not.toThrow(/gEh31m/);
	});
});

test('the address says the server, the names of databases and who we are', () => {
	const place = CouchPlace.read('https://hub%40x:a%3Ab@db.example.cn/couch/county-');
	expect(place).toMatchObject({ server: 'https://db.example.cn/couch', prefix: 'county-', user: 'hub@x' });
	expect(place.address('sites')).toBe('https://db.example.cn/couch/county-sites');
	expect(place.headers()).toEqual({ authorization: `Basic ${btoa('hub@x:a:b')}` });
	expect(CouchPlace.read('http://127.0.0.1:5984')).toMatchObject({ prefix: 'yuanke-', user: null });
	expect(
		inspect(CouchPlace.read('http://hub:gEh31m@127.0.0.1:5984'), { showHidden: true, depth: 9 })
	).not.toContain('gEh31m');
});

/** A CouchDB that knows its databases and answers everything asked of documents as `listener` does. */
async function openedOver(listener: RequestListener): Promise<Database<{ _id: string }>> {
	const url = await serving((request, response) => {
		const path = request.url ?? '';
		if (path === '/') return said(200, welcome('3.5.3'))(request, response);
		if (request.method === 'HEAD') return void response.writeHead(200).end();
		if (path.endsWith('/_security')) return said(200, { members: { roles: ['_admin'] } })(request, response);
		listener(request, response);
	});
	const databases: Databases = await openDatabases(CouchPlace.read(url));
	return databases.lessons as Database<object> as Database<{ _id: string }>;
}

test('a write that is not known to be done is not acknowledged, and the next one works again', async () => {
	let failing = 3;
	const answers: RequestListener[] = [
		(_, response) => response.destroy(),
		said(200, '<html>', 'text/html'),
		said(500, { error: 'enospc', reason: 'no space' })
	];
	const db = await openedOver((request, response) => {
		request.resume();
		request.on('end', () => {
			if (failing) return answers[--failing]?.(request, response);
			return said(201, { ok: true, id: 'a', rev: '1-a' })(request, response);
		});
	});
	await expect(db.put({ _id: 'a' })).rejects.toMatchObject({ code: 'hub_database_failing' });
	await expect(db.bulkDocs([{ _id: 'a' }])).rejects.toMatchObject({ code: 'hub_database_failing' });
	await expect(db.put({ _id: 'a' })).rejects.toMatchObject({ code: 'hub_database_away' });
	expect(await db.put({ _id: 'a' })).toMatchObject({ ok: true });
});

test.each([
	['get', (db: Database<object>) => db.get('a')],
	['allDocs', (db: Database<object>) => db.allDocs()],
	['changes', (db: Database<object>) => db.changes({ since: 0 })],
	['info', (db: Database<object>) => db.info()],
	['revsDiff', (db: Database<object>) => db.revsDiff({ a: ['1-a'] })],
	['query', (db: Database<object>) => db.query('a/b')]
])('a database that is gone while the hub runs is no empty one: %s', async (_, ask) => {
	const db = await openedOver(said(404, { error: 'not_found', reason: 'Database does not exist.' }));
	await expect(ask(db)).rejects.toMatchObject({ code: 'hub_data_missing' });
});

test('what is too large for CouchDB is told as that', async () => {
	const db = await openedOver(said(413, { error: 'document_too_large', reason: 'a' }));
	await expect(db.put({ _id: 'a' })).rejects.toMatchObject({ code: 'hub_document_large' });
});
