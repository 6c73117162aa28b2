import { expect, test } from '@playwright/test';
import {
	chmodSync,
	chownSync,
	cpSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HubProcess } from './hub-process';
import { Launched } from './launched';

const launched: Launched[] = [];
test.afterEach(async () => {
	for (const one of launched.splice(0)) await one.remove();
});
async function launch(data?: string, disk?: string): Promise<Launched> {
	const one = await Launched.start(data, disk);
	launched.push(one);
	return one;
}

const banners = (one: Launched) => one.output.match(/Stop with/g)?.length ?? 0;
const isAlive = (pid: number) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};
const answers = (one: Launched) =>
	fetch(`http://localhost:${one.port}/sign-in`).then(
		({ status }) => status,
		() => 0
	);

test('a hub that falls is started again and says why; Ctrl+C ends both; nothing it keeps can be read by others', async () => {
	const one = await launch();
	await expect.poll(() => banners(one), { timeout: 30_000 }).toBe(1);
	const first = one.hubPid();
	process.kill(first, 'SIGSEGV');
	await expect.poll(() => banners(one), { timeout: 30_000 }).toBe(2);
	expect(one.output).toContain('平台意外停止(SIGSEGV),1 秒后自动重新启动');
	expect(one.output).toContain('stopped unexpectedly (SIGSEGV)');
	expect(one.hubPid()).not.toBe(first);
	expect(await answers(one)).toBe(200);
	const modes = readdirSync(one.data, { recursive: true, withFileTypes: true }).map((entry) => {
		const mode = statSync(join(entry.parentPath, entry.name)).mode & 0o777;
		return [entry.isDirectory() ? 0o700 : 0o600, mode, entry.name];
	});
	expect(modes.filter(([due, mode]) => due !== mode)).toEqual([]);
	expect(statSync(one.data).mode & 0o777).toBe(0o700);
	const second = one.hubPid();
	one.kill('SIGINT');
	expect(await one.ended()).toBe(0);
	expect(isAlive(second)).toBe(false);
});

test('a launcher that is killed leaves no hub behind', async () => {
	const one = await launch();
	await expect.poll(() => banners(one), { timeout: 30_000 }).toBe(1);
	const hub = one.hubPid();
	one.kill('SIGKILL');
	await one.ended();
	await expect.poll(() => isAlive(hub), { timeout: 15_000 }).toBe(false);
});

/** A data folder that a hub has used. */
async function usedFolder(): Promise<string> {
	const hub = await HubProcess.start();
	const data = mkdtempSync(join(tmpdir(), 'yuanke-used-'));
	await hub.kill();
	cpSync(hub.data, data, { recursive: true });
	await hub.stop();
	return data;
}

test('what keeps a hub from starting is said in words, once, and nothing is tried again', async () => {
	test.setTimeout(180_000);
	const used = await usedFolder();
	const copy = (change: (data: string) => void = () => undefined) => {
		const data = mkdtempSync(join(tmpdir(), 'yuanke-hurt-'));
		cpSync(used, data, { recursive: true });
		change(data);
		return data;
	};
	const manifest = (data: string) =>
		join(
			data,
			'db/records',
			readdirSync(join(data, 'db/records')).find((name) => name.startsWith('MANIFEST')) ?? ''
		);
	const foreign = (data: string) => {
		// In a name space of its own, even root may not read what belongs to somebody it does not know.
		if (process.getuid?.() === 0) chownSync(data, 1234, 1234);
		chmodSync(data, process.getuid?.() === 0 ? 0o700 : 0o500);
	};
	const cases: [data: string, disk: string, ...said: (string | RegExp)[]][] = [
		[
			copy((data) => rmSync(join(data, 'keys'), { recursive: true })),
			'',
			'少了:keys/trust.json',
			'Missing from the data folder',
			'--accept-loss'
		],
		[
			copy((data) => rmSync(join(data, 'db/lessons/CURRENT'))),
			'',
			'少了:db/lessons',
			'Put it back from a backup'
		],
		[
			copy((data) => writeFileSync(manifest(data), 'this is no manifest, and long enough to be read as one')),
			'',
			'数据损坏',
			'Damaged data: records'
		],
		[
			copy(),
			'mount -t tmpfs -o size=1m tmpfs "$1"; cat /dev/zero > "$1/filler" 2>/dev/null',
			'磁盘满了',
			'The disk is full'
		],
		[copy(), 'mount --bind "$1" "$1"; mount -o remount,bind,ro "$1"', '磁盘只能读', 'can only be read'],
		[copy(foreign), ':', '没有权限', 'belongs to another user']
	];
	for (const [data, disk, ...said] of cases) {
		const one = await launch(data, disk);
		expect(await one.ended(), one.output).toBe(1);
		for (const words of said) expect(one.output).toContain(words);
		expect(one.output).not.toMatch(/^\s+at /m);
		expect(one.output).not.toContain('Ctrl+C');
	}
	const hub = await HubProcess.start();
	const second = await launch(hub.data);
	expect(await second.ended()).toBe(1);
	expect(second.output).toContain('正被另一个远课程序使用');
	expect(second.output).toContain('in use by another Yuanke');
	expect(second.output).not.toMatch(/^\s+at /m);
	await hub.stop();
	rmSync(used, { recursive: true });
});

test('damaged figures are moved aside and said so, and the hub starts', async () => {
	const data = await usedFolder();
	const folder = join(data, 'db/figures');
	writeFileSync(
		join(folder, readdirSync(folder).find((name) => name.startsWith('MANIFEST')) ?? ''),
		'this is no manifest, and long enough to be read as one'
	);
	const one = await launch(data);
	await expect.poll(() => banners(one), { timeout: 30_000 }).toBe(1);
	expect(one.output).toContain('统计数据 figures 损坏');
	expect(readdirSync(join(data, 'db')).some((name) => name.startsWith('figures.damaged-'))).toBe(true);
});
