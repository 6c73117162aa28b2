import { oneSentence } from '$lib/lesson/lesson.fixture';
import { CouchPlace } from '$lib/store/node';
import { dropDatabase, testCouch } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHub, type Hub } from './hub';

const root = mkdtempSync(join(tmpdir(), 'yuanke-away-'));
const data = join(root, 'hub');
const direct = testCouch(data) as CouchPlace;
const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
const by = { name: '周', roles: ['author' as const], branch: ['示范省'] };
const lesson = (title: string) => ({ ...oneSentence(title), lessonId: 'lesson1' });

let line: Server;
let sockets: Socket[] = [];
let port = 0;
/** The line between the hub and its CouchDB. */
async function mendLine(): Promise<void> {
	const { hostname, port: target } = new URL(direct.server);
	line = createServer((from) => {
		const to = connect(Number(target || 80), hostname);
		for (const socket of [from, to]) socket.on('error', () => undefined);
		from.pipe(to).pipe(from);
		sockets.push(from, to);
	});
	await new Promise<void>((listening) => line.listen(port, '127.0.0.1', listening));
	port = (line.address() as AddressInfo).port;
}
function cutLine(): void {
	line.close();
	for (const socket of sockets) socket.destroy();
	sockets = [];
}

let couch: CouchPlace;
const open = (more = {}) =>
	openHub({ data, templates: 'lesson-templates', couch }, 'http://x', parts, Date.now, {
		acceptLoss: false,
		onDamage: () => undefined,
		onRenewed: () => undefined,
		...more
	});
let hub: Hub;

beforeAll(async () => {
	await mendLine();
	const url = new URL(process.env.COUCHDB_URL ?? '');
	url.host = `127.0.0.1:${port}`;
	couch = CouchPlace.read(url.href).withPrefix(direct.prefix);
	hub = await open();
});
afterAll(() => {
	cutLine();
	rmSync(root, { recursive: true });
});

test('while the CouchDB is away nothing is acknowledged; when it is back the hub goes on', async () => {
	const draftId = await hub.drafts.create(lesson('水稻'), '水稻', by);
	const save = (base: number, title: string) =>
		hub.drafts.save(draftId, { base, saves: [title], lesson: lesson(title) }, by);
	cutLine();
	await expect(save(1, '育秧')).rejects.toMatchObject({ code: 'hub_database_away' });
	await expect(hub.accounts.signIn('周', 'x', '1.1.1.1')).rejects.toMatchObject({
		code: 'hub_database_away'
	});
	await expect(hub.accounts.create('新', '很长的密码1234', [], [])).rejects.toMatchObject({
		code: 'hub_database_away'
	});
	await expect(hub.releases.release(lesson('水稻'), by.branch, by)).rejects.toMatchObject({
		code: 'hub_database_away'
	});
	await mendLine();
	expect(await save(1, '育秧')).toMatchObject({ version: 2, split: false });
	expect(await hub.releases.release(lesson('水稻'), by.branch, by)).toMatchObject({ number: 1 });
	expect((await hub.catalogue.head())?.count).toBe(2);
});

test('one that is away at the start is told, and the folder is as it was', async () => {
	await hub.close();
	cutLine();
	await expect(open()).rejects.toMatchObject({ code: 'hub_database_away' });
	await mendLine();
	hub = await open();
	expect(await hub.releases.of('lesson1')).toHaveLength(1);
	await hub.close();
});

test('a database that is gone is not begun anew, unless the loss is accepted; what is derived is', async () => {
	await dropDatabase(direct, 'figures');
	const renewed: string[] = [];
	await (await open({ onRenewed: (name: string) => renewed.push(name) })).close();
	expect(renewed).toEqual(['figures']);
	await dropDatabase(direct, 'lessons');
	await expect(open()).rejects.toMatchObject({
		code: 'hub_data_missing',
		details: { what: `CouchDB ${direct.prefix}lessons` }
	});
	await (await open({ acceptLoss: true })).close();
	await (await open()).close();
});
