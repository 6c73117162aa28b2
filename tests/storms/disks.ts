import { execFileSync, spawnSync } from 'node:child_process';
import {
	closeSync,
	mkdtempSync,
	openSync,
	readdirSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync,
	writeSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A place whose disk can be full and have room again. */
export interface Disk {
	folder: string;
	/** Lets further writes of a process fail, after `bytes` more or so. */
	fill(pid: number, bytes: number): void;
	makeRoom(pid: number): void;
	remove(): void;
}

const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'pipe' });

/** Any disk: the process itself may make no file longer than its longest log. Needs no rights. */
export function limitedDisk(): Disk {
	const folder = mkdtempSync(join(tmpdir(), 'yuanke-limit-'));
	return {
		folder,
		fill: (pid, bytes) => {
			const logs = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
				name.endsWith('.log')
			);
			const sizes = logs.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
			const longest = Math.max(...sizes);
			run('prlimit', `--pid=${pid}`, `--fsize=${longest + bytes}:unlimited`);
		},
		makeRoom: (pid) => run('prlimit', `--pid=${pid}`, '--fsize=unlimited:unlimited'),
		remove: () => rmSync(folder, { recursive: true })
	};
}

/** A disk in memory of so many MB. */
export function memoryDisk(megabytes: number): Disk {
	const folder = mkdtempSync(join(tmpdir(), 'yuanke-tmpfs-'));
	run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
	return filled(folder, () => undefined);
}

/** A real file system (ext4) in a file of so many MB. */
export function imageDisk(megabytes: number): Disk {
	const folder = mkdtempSync(join(tmpdir(), 'yuanke-ext4-'));
	const image = `${folder}.img`;
	writeFileSync(image, '');
	truncateSync(image, megabytes * 1024 ** 2);
	run('mkfs.ext4', '-q', '-F', image);
	run('mount', '-o', 'loop', image, folder);
	return filled(folder, () => rmSync(image));
}

/** Why disks cannot be mounted here; null when they can. */
export function whyNoMounts(): string | null {
	const folder = mkdtempSync(join(tmpdir(), 'yuanke-mount-'));
	const tried = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { encoding: 'utf8' });
	if (tried.status === 0) run('umount', folder);
	rmSync(folder, { recursive: true });
	return tried.status === 0 ? null : `mounting is not permitted: ${tried.stderr.trim()}`;
}

function filled(folder: string, afterwards: () => void): Disk {
	const filler = join(folder, 'filler');
	return {
		folder,
		fill: (_, bytes) => {
			const file = openSync(filler, 'w');
			for (let block = 1 << 20; block >= 512; block /= 2) while (written(file, block));
			closeSync(file);
			truncateSync(filler, Math.max(0, statSync(filler).size - bytes));
		},
		makeRoom: () => rmSync(filler),
		remove: () => {
			// PouchDB closes views a moment after their database.
			run('umount', '--lazy', folder);
			rmSync(folder, { recursive: true });
			afterwards();
		}
	};
}

function written(file: number, block: number): boolean {
	try {
		return writeSync(file, new Uint8Array(block).fill(1)) > 0;
	} catch {
		return false;
	}
}
