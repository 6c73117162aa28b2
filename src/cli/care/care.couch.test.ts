import { openHub } from '$lib/hub/server';
import { oneSentence } from '$lib/lesson/lesson.fixture';
import { existingCouchDatabases } from '$lib/store/node';
import { testCouch } from '$lib/store/node/test-place.fixture';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { care } from './care';

const root = mkdtempSync(join(tmpdir(), 'yuanke-care-'));
const data = join(root, 'hub');
const couch = testCouch(data);
const env = {
	...process.env,
	COUCHDB_URL: `${process.env.COUCHDB_URL?.replace(/[^/]*$/, '')}${couch?.prefix}`,
	YUANKE_KEY_PASSPHRASE: '清水村的水稻很好吃二〇二六'
};
const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
const open = () => openHub({ data, templates: 'lesson-templates', couch }, 'http://x', parts, Date.now);
let said = '';

const hub = await open();
const by = { name: '陈', roles: ['administrator' as const], branch: ['示范省'] };
await hub.releases.release({ ...oneSentence('水稻'), lessonId: 'lesson1' }, by.branch, by);

beforeEach(() => {
	said = '';
	for (const how of ['log', 'error'] as const)
		vi.spyOn(console, how).mockImplementation((text: unknown) => void (said += `${String(text)}\n`));
});
afterEach(() => void vi.restoreAllMocks());
afterAll(() => rmSync(root, { recursive: true }));

const run = (...args: string[]) => care([...args, '--data', data], env);

test('while a hub is at work on the CouchDB, commands refuse', async () => {
	for (const args of [['audit'], ['backup', '--to', join(root, 'no')], ['keys', 'rotate', '--online']])
		expect(await run(...args)).toBe(2);
	expect(said.match(/in use by another program/g)).toHaveLength(3);
	await hub.close();
});

test('an audit finds a sound hub well, and a release that somebody removed', async () => {
	expect(await run('audit', '--blobs')).toBe(0);
	expect(said).toContain('Nothing is wrong.');
	if (!couch) throw new Error('no CouchDB');
	const { catalogue } = await existingCouchDatabases(couch);
	const release = await catalogue.get('release:lesson1:0001');
	await catalogue.remove(release);
	expect(await run('audit')).toBe(1);
	expect(said).toMatch(/something was added or removed/);
	const { _rev, ...lost } = release;
	await catalogue.put(lost);
	await (await open()).close();
	expect(await run('audit')).toBe(0);
});

test('a backup holds the folder and says that the databases need one of their own; a restore refuses', async () => {
	const to = join(root, 'copy');
	expect(await run('backup', '--to', to)).toBe(0);
	expect(said).toMatch(/这份备份里没有[^]*not in this backup/);
	expect(said).not.toContain(new URL(env.COUCHDB_URL).password);
	expect(existsSync(join(to, 'hub.json'))).toBe(true);
	expect(await run('restore', '--from', to)).toBe(2);
	expect(said).toContain('请先按手册恢复 CouchDB');
});

test('keys are changed, and the hub signs with the new ones', async () => {
	const before = readFileSync(join(data, 'keys/trust.json'), 'utf8');
	expect(await run('keys', 'rotate', '--online', '--stolen-release')).toBe(0);
	expect(readFileSync(join(data, 'keys/trust.json'), 'utf8')).not.toBe(before);
	await (await open()).close();
	expect(await run('audit')).toBe(0);
});

test('without COUCHDB_URL a folder whose databases are in a CouchDB is not looked at', async () => {
	expect(await care(['audit', '--data', data], { ...env, COUCHDB_URL: '' })).toBe(2);
	expect(said).toContain('do not belong together');
});
