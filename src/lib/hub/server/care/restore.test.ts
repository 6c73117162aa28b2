import { oneSentence } from '$lib/lesson/lesson.fixture';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { audit, notes } from '../audit';
import { openHub, type Hub } from '../hub';
import { rotateKeys } from '../keys';
import { start } from '../ledger.fixture';
import { backup } from './backup';
import { openElsewhere } from './open-elsewhere.fixture';
import { restore } from './restore';

const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
const by = { name: '陈', roles: ['administrator' as const], branch: ['示范省'] };
const lesson = { ...oneSentence('水稻'), lessonId: 'lesson1' };
let data: string;
let clock: number;
const now = () => clock;
const open = () => openHub({ data, templates: 'lesson-templates' }, 'http://localhost:3001', parts, now);
const beside = (name: string) => join(dirname(data), name);

beforeEach(async () => {
	clock = start;
	data = join(mkdtempSync(join(tmpdir(), 'yuanke-restore-')), 'hub');
	await at(release('第一版'));
	await backup(data, beside('backup'));
});
afterEach(() => rmSync(dirname(data), { recursive: true }));

/** Starts the hub, does something and stops it. */
async function at<T>(work: (hub: Hub) => Promise<T>): Promise<T> {
	const hub = await open();
	try {
		return await work(hub);
	} finally {
		await hub.close();
	}
}
const release = (title: string) => (hub: Hub) => hub.releases.release({ ...lesson, title }, by.branch, by);
const titles = () => at(async (hub) => (await hub.releases.of('lesson1')).map(({ title }) => title));
const faults = async () => {
	const found: string[] = [];
	await audit(data, { bytes: true, onFinding: ({ code }) => notes.has(code) || found.push(code), now });
	return found;
};

test('a backup holds everything but keys, and comes back; the folder from before is kept beside', async () => {
	expect(existsSync(beside('backup/keys'))).toBe(false);
	clock += 60_000;
	await at(release('第二版'));
	const keys = readFileSync(join(data, 'keys/trust.json'), 'utf8');
	const { before, ...rest } = await restore(data, beside('backup'), now);
	expect(rest).toEqual({ keys: 'present', usedKnown: true });
	expect(readFileSync(join(data, 'keys/trust.json'), 'utf8')).toBe(keys);
	expect(existsSync(join(before ?? '', 'db/catalogue/CURRENT'))).toBe(true);
	expect(await faults()).toEqual([]);
	expect(await titles()).toEqual(['第一版']);
	await at(({ catalogue }) => {
		expect(catalogue.generation).toMatchObject({ by: 'restore', used: { lesson1: 2 } });
		return Promise.resolve();
	});
	expect(await faults()).toEqual([]);
});

test('while the hub runs nothing is backed up or put back', async () => {
	const hub = openElsewhere(data);
	expect(await hub.said).toBe('open');
	const inUse = { code: 'hub_data_in_use' };
	await expect(backup(data, beside('other'))).rejects.toMatchObject(inUse);
	await expect(restore(data, beside('backup'), now)).rejects.toMatchObject(inUse);
	await hub.end();
	expect(readdirSync(dirname(data)).sort()).toEqual(['backup', 'hub']);
});

test('keys that were changed since the backup stay; what the old ones signed is signed anew', async () => {
	await rotateKeys(join(data, 'keys'), { online: true, release: 'stolen', root: true }, () => ++clock);
	const newer = readFileSync(join(data, 'keys/trust.json'), 'utf8');
	await restore(data, beside('backup'), now);
	expect(readFileSync(join(data, 'keys/trust.json'), 'utf8')).toBe(newer);
	await (await open()).close();
	expect(await faults()).toEqual([]);
});

test('without keys, with keys of another hub, or from a folder that is no backup nothing is changed', async () => {
	await expect(restore(data, beside('nowhere'), now)).rejects.toMatchObject({ code: 'backup_not_found' });
	await expect(restore(data, data, now)).rejects.toMatchObject({ code: 'backup_not_found' });
	await expect(restore(beside('new'), beside('backup'), now)).rejects.toMatchObject({
		code: 'backup_no_keys'
	});
	const other = join(beside('elsewhere'), 'hub');
	mkdirSync(dirname(other));
	const here = data;
	data = other;
	await (await open()).close();
	data = here;
	await expect(restore(other, beside('backup'), now)).rejects.toMatchObject({ code: 'backup_other_hub' });
	expect(readdirSync(dirname(other)).filter((name) => name.startsWith('hub.before'))).toEqual([]);
	// A copy of the whole folder brings its own keys along.
	expect(await restore(other, here, now)).toMatchObject({ keys: 'backup' });
	data = other;
	expect(await titles()).toEqual(['第一版']);
	data = here;
});

test('a data folder too damaged to be read is replaced, and release numbers skip ten', async () => {
	const manifest = readdirSync(join(data, 'db/catalogue')).find((name) => name.startsWith('MANIFEST')) ?? '';
	writeFileSync(
		join(data, 'db/catalogue', manifest),
		'this is no manifest, and long enough to be read as one'
	);
	clock += 1000;
	expect(await restore(data, beside('backup'), now)).toMatchObject({ usedKnown: false });
	expect((await at(release('第二版'))).number).toBe(12);
});

test('stopped between the two renames, the next start of the hub finishes it', async () => {
	clock += 1000;
	await restore(data, beside('backup'), now);
	renameSync(data, `${data}.restored`);
	expect(await titles()).toEqual(['第一版']);
	expect(existsSync(`${data}.restored`)).toBe(false);
});

test('stopped at any other step, the old folder is whole and another run puts the backup in its place', async () => {
	await at(release('第二版'));
	for (const left of ['restoring', 'restored']) {
		cpSync(beside('backup/db/records'), `${data}.${left}/db/records`, { recursive: true });
		expect(await titles()).toEqual(['第一版', '第二版']);
	}
	await restore(data, beside('backup'), now);
	expect(await titles()).toEqual(['第一版']);
	const names = readdirSync(dirname(data)).map((name) => name.replace(/before-.*/, 'before'));
	expect(names.sort()).toEqual(['backup', 'hub', 'hub.before']);
});
