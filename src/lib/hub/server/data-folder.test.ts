import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { claimDataFolder } from './data-folder';
import { openHub, type HubEvents } from './hub';

const root = mkdtempSync(join(tmpdir(), 'yuanke-folder-'));
afterAll(() => rmSync(root, { recursive: true }));

const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
const renewed: string[] = [];
const events: HubEvents = {
	acceptLoss: false,
	onDamage: (name, failure) => {
		throw new Error(name, { cause: failure });
	},
	onRenewed: (name, movedTo) => void renewed.push(`${name} ${movedTo ? 'moved' : 'new'}`)
};
const start = (data: string, more: Partial<HubEvents> = {}) =>
	openHub({ data, templates: 'lesson-templates' }, 'http://localhost:3001', parts, () => Date.now(), {
		...events,
		...more
	});

let made = 0;
/** A data folder that a hub has used. */
async function usedFolder(): Promise<string> {
	const data = join(root, String(++made));
	const hub = await start(data);
	await hub.accounts.setupCode();
	await hub.close();
	return data;
}

test.each([
	['keys', 'keys/trust.json'],
	['keys/trust.json', 'keys/trust.json'],
	['db/lessons', 'db/lessons'],
	['db/lessons/CURRENT', 'db/lessons'],
	['db/records/CURRENT', 'db/records'],
	['db', 'db/accounts'],
	['blobs', 'blobs']
])('without %s a hub that had it does not begin anew, and touches nothing', async (gone, what) => {
	const data = await usedFolder();
	rmSync(join(data, gone), { recursive: true });
	const before = readdirSync(data, { recursive: true }).sort();
	const failure = await start(data).catch((error: unknown) => error);
	expect(failure).toMatchObject({ code: 'hub_data_missing' });
	expect(String(failure)).toContain(what);
	expect(readdirSync(data, { recursive: true }).sort()).toEqual(before);
	// Who has no backup may say so.
	await (await start(data, { acceptLoss: true })).close();
	await (await start(data)).close();
});

test('put back, it is as it was', async () => {
	const data = await usedFolder();
	cpSync(join(data, 'keys'), join(root, 'backup'), { recursive: true });
	const key = readFileSync(join(data, 'keys/root.jwk'), 'utf8');
	rmSync(join(data, 'keys'), { recursive: true });
	await expect(start(data)).rejects.toMatchObject({ code: 'hub_data_missing' });
	cpSync(join(root, 'backup'), join(data, 'keys'), { recursive: true });
	await (await start(data)).close();
	expect(readFileSync(join(data, 'keys/root.jwk'), 'utf8')).toBe(key);
});

test('a folder from before there was a marker is held to the same, also when its marker is gone', async () => {
	const data = await usedFolder();
	rmSync(join(data, 'hub.json'));
	rmSync(join(data, 'keys'), { recursive: true });
	await expect(start(data)).rejects.toMatchObject({
		code: 'hub_data_missing',
		details: { what: 'keys/root.jwk' }
	});
	const whole = await usedFolder();
	rmSync(join(whole, 'hub.json'));
	// There were no units then.
	rmSync(join(whole, 'db/units'), { recursive: true });
	await (await start(whole)).close();
	expect(existsSync(join(whole, 'hub.json'))).toBe(true);
});

test('a first start that was killed half way is simply a first start again', async () => {
	const data = join(root, 'half');
	await claimDataFolder(data, false);
	const whole = await usedFolder();
	cpSync(join(whole, 'db/lessons'), join(data, 'db/lessons'), { recursive: true });
	await (await start(data)).close();
});

test('a damaged source stops the hub by name; a damaged derived database is moved aside and begun anew', async () => {
	const data = await usedFolder();
	const damage = (name: string) => {
		const file = readdirSync(join(data, 'db', name)).find((file) => file.startsWith('MANIFEST')) ?? '';
		writeFileSync(join(data, 'db', name, file), 'this is no manifest, and long enough to be read as one');
	};
	damage('figures');
	renewed.length = 0;
	await (await start(data)).close();
	expect(renewed).toEqual(['figures moved']);
	expect(readdirSync(join(data, 'db')).filter((name) => name.startsWith('figures.damaged-'))).toHaveLength(1);
	damage('records');
	await expect(start(data)).rejects.toMatchObject({ code: 'hub_data_damaged', details: { name: 'records' } });
	writeFileSync(join(data, 'hub.json'), '{');
	await expect(start(data)).rejects.toMatchObject({
		code: 'hub_data_damaged',
		details: { name: 'hub.json' }
	});
});

test('nobody else may read what a hub keeps', async () => {
	const mask = process.umask(0o022);
	try {
		const data = await usedFolder();
		expect(statSync(data).mode & 0o777).toBe(0o700);
	} finally {
		process.umask(mask);
	}
});
