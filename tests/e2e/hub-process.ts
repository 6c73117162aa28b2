import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePair } from './free-port';
import { couchUrl, removeFromCouch } from './test-databases';

/** A real hub in a process of its own, over its own data folder; can be killed and started again on the same ports. */
export class HubProcess {
	readonly data = mkdtempSync(join(tmpdir(), 'yuanke-hub-'));
	#child: ChildProcess | null = null;
	#output = '';

	private constructor(
		readonly port: number,
		private readonly mode: 'demo' | 'serve',
		private readonly diskMegabytes: number | null
	) {}

	/** `diskMegabytes` puts the data on a small disk of its own, seen by this process only (needs Linux namespaces). */
	static async start(
		mode: 'demo' | 'serve' = 'demo',
		diskMegabytes: number | null = null
	): Promise<HubProcess> {
		const hub = new HubProcess(await freePair(), mode, diskMegabytes);
		await hub.start();
		return hub;
	}

	get origin() {
		return `http://localhost:${this.port}`;
	}
	get contentOrigin() {
		return `http://localhost:${this.port + 1}`;
	}
	/** Everything printed since the last start. */
	get output() {
		return this.#output;
	}

	/** Starts the program, without the launcher that would start it again when it is killed; resolves when it has printed where it is. */
	async start(): Promise<void> {
		this.#output = '';
		const args = ['src/cli/hub.js', this.mode, '--port', String(this.port), '--data', this.data];
		const mount = `mount -t tmpfs -o size=${this.diskMegabytes}m tmpfs '${this.data}' && exec node "$@"`;
		const [command, ...before] =
			this.diskMegabytes === null ? ['node'] : ['unshare', '-rm', 'sh', '-c', mount, 'sh'];
		const child = (this.#child = spawn(command ?? 'node', [...before, ...args], {
			stdio: ['ignore', 'pipe', 'pipe'],
			// A small disk is about the files of LevelDB.
			env: { ...process.env, COUCHDB_URL: this.diskMegabytes === null ? couchUrl(this.data) : '' }
		}));
		await new Promise<void>((resolve, reject) => {
			const hear = (chunk: Buffer) => {
				this.#output += chunk.toString();
				if (this.#output.includes('Ctrl+C')) resolve();
			};
			child.stdout?.on('data', hear);
			child.stderr?.on('data', hear);
			child.once('exit', (code) => reject(new Error(`the hub ended with ${code}:\n${this.#output}`)));
		});
	}

	/** Leaves no byte free on the small disk; gives how to make room again. */
	fillDisk(): () => void {
		const path = `/proc/${this.#child?.pid}/root${this.data}/filler`;
		const file = openSync(path, 'w');
		try {
			for (let block = 1 << 20; block >= 512; block /= 2)
				for (;;)
					try {
						writeSync(file, new Uint8Array(block).fill(1));
					} catch {
						break;
					}
		} finally {
			closeSync(file);
		}
		return () => rmSync(path);
	}

	/** SIGKILL: what is not on the disk is gone. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	async stop(): Promise<void> {
		await this.#end('SIGTERM');
		await removeFromCouch(this.data);
		rmSync(this.data, { recursive: true, force: true });
	}

	async #end(signal: NodeJS.Signals): Promise<void> {
		const child = this.#child;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = new Promise((resolve) => child.once('exit', resolve));
		child.kill(signal);
		await ended;
	}
}
