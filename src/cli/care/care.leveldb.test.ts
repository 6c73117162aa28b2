import { oneSentence } from '$lib/lesson/lesson.fixture';
import { openHub } from '$lib/hub/server';
import { closeDatabases, openDatabases } from '$lib/store/node';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCare } from '../build-care.js';

// Below node_modules, so that what stays outside of the bundle is found.
const built = resolve('node_modules/.care', String(process.pid));
const root = mkdtempSync(join(tmpdir(), 'yuanke-care-'));
const sample = join(root, 'sample');
const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
let made = 0;

beforeAll(async () => {
	await buildCare(built);
	const hub = await openHub({ data: sample, templates: 'lesson-templates' }, 'http://x', parts, Date.now);
	const by = { name: '陈', roles: ['administrator' as const], branch: ['示范省'] };
	await hub.releases.release({ ...oneSentence('水稻'), lessonId: 'lesson1' }, by.branch, by);
	await hub.close();
}, 60_000);
afterAll(() => {
	for (const dir of [built, root]) rmSync(dir, { recursive: true, force: true });
});

function folder(): string {
	const data = join(root, String(++made), 'hub');
	cpSync(sample, data, { recursive: true });
	return data;
}

const program = `import(${JSON.stringify(pathToFileURL(join(built, 'care.js')).href)})
	.then(({ care }) => care(process.argv.slice(1))).then((code) => (process.exitCode = code))`;

/** Runs a command as a person does; `killAfter` ms it is killed. */
function run(args: string[], env = {}, killAfter = Infinity): Promise<{ code: number | null; text: string }> {
	const child = spawn(process.execPath, ['-e', program, '--', ...args], {
		// On LevelDB only: what is copied and killed here are folders.
		env: { ...process.env, COUCHDB_URL: '', ...env }
	});
	let text = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (bytes: Buffer) => (text += bytes.toString()));
	if (Number.isFinite(killAfter)) void pause(killAfter).then(() => child.kill('SIGKILL'));
	return new Promise((done) => child.once('close', (code) => done({ code, text })));
}

test('an audit says in two languages that all is well, what is wrong, or that it could not look, and ends with 0, 1 or 2', async () => {
	const data = folder();
	const well = await run(['audit', '--data', data, '--blobs']);
	expect(well).toMatchObject({ code: 0 });
	expect(well.text).toContain('没有发现问题。\nNothing is wrong.');
	const db = await openDatabases(join(data, 'db'));
	await db.catalogue.remove(await db.catalogue.get('release:lesson1:0001'));
	await closeDatabases(db);
	const wrong = await run(['audit', '--data', data]);
	expect(wrong.code).toBe(1);
	expect(wrong.text).toMatch(
		/✗ 不对 wrong {2}catalogue:head\n.*有课件被偷偷增删过.*\n.*something was added or removed/
	);
	const none = await run(['audit', '--data', join(root, 'none')]);
	expect(none.code).toBe(2);
	expect(none.text).toMatch(/少了一部分数据.*\n.*is missing/);
	expect((await run(['audits'])).code).toBe(2);
	expect(await run(['--help'])).toMatchObject({ code: 0 });
}, 120_000);

test('keys are listed, changed, backed up and put back', async () => {
	const data = folder();
	const before = readFileSync(join(data, 'keys/trust.json'), 'utf8');
	expect((await run(['keys', '--data', data])).text).toContain(join(data, 'keys/root.jwk'));
	const rotated = await run(['keys', 'rotate', '--online', '--stolen-release', '--root', '--data', data]);
	expect(rotated.text).toContain('nobody has to go there');
	expect(readFileSync(join(data, 'keys/trust.json'), 'utf8')).not.toBe(before);
	const file = join(root, 'keys.json');
	const env = { YUANKE_KEY_PASSPHRASE: '清水村的水稻很好吃二〇二六' };
	expect(await run(['keys', 'backup', '--to', file, '--data', data], env)).toMatchObject({ code: 0 });
	rmSync(join(data, 'keys'), { recursive: true });
	expect((await run(['keys', '--data', data])).text).toMatch(/缺少密钥/);
	expect(await run(['keys', 'restore', '--from', file, '--data', data], env)).toMatchObject({ code: 0 });
	expect((await run(['audit', '--data', data])).code).toBe(0);
	expect((await run(['keys', 'rotate', '--data', data])).code).toBe(2);
}, 120_000);

test('a restore killed at any moment leaves a whole folder, and another run finishes it', async () => {
	const data = folder();
	const copy = join(root, String(made), 'copy');
	expect(await run(['backup', '--to', copy, '--data', data])).toMatchObject({ code: 0 });
	expect(existsSync(join(copy, 'keys'))).toBe(false);
	const begun = Date.now();
	expect(await run(['restore', '--from', copy, '--data', data])).toMatchObject({ code: 0 });
	const lasts = Date.now() - begun;
	const kills = process.env.LONG ? 40 : 4;
	for (let i = 1; i <= kills; i++) {
		await run(['restore', '--from', copy, '--data', data], {}, (lasts * i) / kills);
		expect((await run(['audit', '--data', data])).text).toContain('Nothing is wrong');
	}
	const last = await run(['restore', '--from', copy, '--data', data]);
	expect(last.text).toContain('站点下次联系时会发现平台恢复过');
	expect(last.code).toBe(0);
	const names = readdirSync(join(data, '..')).map((name) => name.replace(/before-.*/, 'before'));
	expect([...new Set(names)].sort()).toEqual(['copy', 'hub', 'hub.before']);
}, 300_000);
