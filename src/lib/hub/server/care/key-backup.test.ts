import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { hubKeys, rotateKeys } from '../keys';
import { backUpKeys, restoreKeys } from './key-backup';
import { keyRoles } from './key-roles';

const root = mkdtempSync(join(tmpdir(), 'yuanke-key-backup-'));
afterAll(() => rmSync(root, { recursive: true }));

const passphrase = '清水村 示范 2026 水稻';
const at = '2026-11-22T08:00:00.000Z';
let made = 0;
let dir: string;
let file: string;
beforeEach(async () => {
	dir = join(root, `keys${++made}`);
	file = join(root, `backup${made}.json`);
	await hubKeys(dir);
});
const contents = (of: string) =>
	Object.fromEntries(readdirSync(of).map((name) => [name, readFileSync(join(of, name), 'utf8')]));

test('all keys come back as they were, and nobody else may read them or the backup', async () => {
	const before = contents(dir);
	await backUpKeys(dir, file, passphrase, at);
	rmSync(dir, { recursive: true });
	expect((await restoreKeys(dir, file, passphrase)).sort()).toEqual(Object.keys(before).sort());
	expect(contents(dir)).toEqual(before);
	for (const path of [file, ...readdirSync(dir).map((name) => join(dir, name))])
		expect(statSync(path).mode & 0o077).toBe(0);
});

test('the file tells nothing of a key, and one passphrase typed in another width is the same', async () => {
	await backUpKeys(dir, file, 'passphrase 123', at);
	const { d } = JSON.parse(readFileSync(join(dir, 'root.jwk'), 'utf8')) as JsonWebKey;
	expect(readFileSync(file, 'utf8')).not.toContain(d);
	expect(await restoreKeys(join(root, `other${made}`), file, 'passphrase 123')).not.toEqual([]);
});

test('a short passphrase, a wrong one, a changed file and one that is none are refused, and change nothing', async () => {
	await expect(backUpKeys(dir, file, '短', at)).rejects.toMatchObject({ code: 'keys_passphrase' });
	expect(existsSync(file)).toBe(false);
	await backUpKeys(dir, file, passphrase, at);
	await expect(backUpKeys(dir, file, passphrase, at)).rejects.toMatchObject({ code: 'backup_exists' });
	const to = join(root, `none${made}`);
	await expect(restoreKeys(to, file, `${passphrase}!`)).rejects.toMatchObject({ code: 'keys_passphrase' });
	const text = readFileSync(file, 'utf8');
	for (const [part, code] of [
		[text.replace('"madeAt": "2026', '"madeAt": "2027'), 'keys_passphrase'],
		[
			text.replace(/"data": "(.)/, (_, first: string) => `"data": "${first === '0' ? '1' : '0'}`),
			'keys_passphrase'
		],
		[text.replace('"N": 131072', '"N": 1'), 'keys_file_broken'],
		['{', 'keys_file_broken']
	] as const) {
		writeFileSync(file, part);
		await expect(restoreKeys(to, file, passphrase)).rejects.toMatchObject({ code });
	}
	expect(existsSync(to)).toBe(false);
});

test('an older backup brings back a root key kept elsewhere, and undoes no rotation', async () => {
	await backUpKeys(dir, file, passphrase, at);
	rmSync(join(dir, 'root.jwk'));
	expect((await keyRoles(dir)).find(({ role }) => role === 'root')?.file).toBeNull();
	expect(await restoreKeys(dir, file, passphrase)).toEqual(['root.jwk']);
	await rotateKeys(dir, { online: true, root: true });
	const newer = readFileSync(join(dir, 'trust.json'), 'utf8');
	expect(await restoreKeys(dir, file, passphrase)).toEqual([]);
	expect(readFileSync(join(dir, 'trust.json'), 'utf8')).toBe(newer);
	// And the newer backup renews an older folder.
	rmSync(file);
	await backUpKeys(dir, file, passphrase, at);
	const { 'trust.json': _, ...rest } = contents(dir);
	expect(Object.keys(rest)).toHaveLength(5);
	const other = join(root, `moved${made}`);
	await restoreKeys(other, file, passphrase);
	expect((await hubKeys(other)).rootNumber).toBe(2);
});

test('the keys of another hub are not mixed in', async () => {
	await backUpKeys(dir, file, passphrase, at);
	const other = join(root, `foreign${made}`);
	await hubKeys(other);
	const before = contents(other);
	await expect(restoreKeys(other, file, passphrase)).rejects.toMatchObject({ code: 'keys_other_hub' });
	expect(contents(other)).toEqual(before);
});
