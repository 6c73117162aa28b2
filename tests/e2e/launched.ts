import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePair } from './free-port';

/** The whole program as people start it: the launcher, and under it the hub. */
export class Launched {
	#child: ChildProcess | null = null;
	#output = '';
	#ended: Promise<number | null> | null = null;

	private constructor(
		/** The data folder. */
		readonly data: string,
		readonly port: number
	) {}

	/** `disk`: shell commands that make the data folder (`$1`) what it should be, seen by this program only. */
	static async start(data = mkdtempSync(join(tmpdir(), 'yuanke-launched-')), disk = ''): Promise<Launched> {
		const launched = new Launched(data, await freePair());
		launched.#start(disk);
		return launched;
	}

	get output(): string {
		return this.#output;
	}

	get pid(): number {
		return this.#child?.pid ?? 0;
	}

	/** The process id of the hub under the launcher, 0 when there is none. */
	hubPid(): number {
		return Number(readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').split(' ')[0]);
	}

	/** How the launcher ended. */
	async ended(): Promise<number | null> {
		return this.#ended;
	}

	kill(signal: NodeJS.Signals): void {
		this.#child?.kill(signal);
	}

	async remove(): Promise<void> {
		this.kill('SIGTERM');
		await this.#ended;
		if (existsSync(this.data)) chmodSync(this.data, 0o700);
		rmSync(this.data, { recursive: true, force: true });
	}

	#start(disk: string): void {
		const args = ['src/cli/launch.js', 'demo', '--port', String(this.port), '--data', this.data];
		const [command, ...before] = disk
			? ['unshare', '-rm', 'sh', '-c', `${disk}; shift; exec node "$@"`, 'sh', this.data]
			: ['node'];
		const child = spawn(command ?? 'node', [...before, ...args], {
			stdio: ['ignore', 'pipe', 'pipe'],
			// What is launched here is about folders and disks.
			env: { ...process.env, COUCHDB_URL: '' }
		});
		this.#child = child;
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
		this.#ended = new Promise((resolve) => child.once('close', resolve));
	}
}
