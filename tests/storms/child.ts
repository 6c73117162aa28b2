import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whether the storms run as long as a release wants (`npm run test:long`), or a short draw of them. */
export const long = Boolean(process.env.LONG);

/** Makes one JavaScript file of a TypeScript program, that Node can run; gives its path. It is gone when `done` is called. */
export async function bundle(program: string): Promise<{ script: string; done: () => void }> {
	// Below node_modules, so that what stays outside of the bundle is found.
	const outDir = join(root, 'node_modules/.storms', `${process.pid}-${program}`);
	mkdirSync(outDir, { recursive: true });
	await build({
		configFile: false,
		logLevel: 'error',
		resolve: { alias: { $lib: join(root, 'src/lib') } },
		build: { ssr: join(root, `tests/storms/${program}.ts`), outDir, emptyOutDir: true }
	});
	return {
		script: join(outDir, `${program}.js`),
		done: () => rmSync(outDir, { recursive: true, force: true })
	};
}

type Line = Partial<{
	ack: [string, number][];
	failed: string;
	damaged: string;
	wrong: string;
	open: true;
	renewed: string;
	answers: number;
	value: unknown;
	refused: string;
}>;

/** A question was answered with a failure; `message` is its code. */
export class Refused extends Error {}

/** The program ended before it answered. */
export class Ended extends Error {}

/** A running program and what it has said. */
export class Child {
	readonly #process: ChildProcess;
	readonly #ended: Promise<void>;
	#rest = '';
	#waiting: (() => void)[] = [];
	#asked = 0;
	readonly #questions = new Map<
		number,
		{ resolve: (value: unknown) => void; reject: (why: Error) => void }
	>();
	/** What went wrong in a way that nothing excuses. */
	readonly faults: string[] = [];
	readonly failures: string[] = [];
	readonly acknowledged = new Map<string, number>();
	acks = 0;
	ended = false;

	constructor(script: string, args: string[], prepare = '') {
		this.#process = spawn('bash', ['-c', `${prepare} exec "$@"`, 'bash', process.execPath, script, ...args], {
			stdio: ['pipe', 'pipe', 'pipe']
		});
		this.#process.stdin?.on('error', () => undefined); // it ended meanwhile
		this.#process.stdout?.on('data', (chunk: Buffer) => this.#hear(chunk.toString()));
		this.#process.stderr?.on('data', (chunk: Buffer) => this.faults.push(chunk.toString()));
		this.#ended = new Promise((resolve) =>
			this.#process.once('close', () => {
				this.ended = true;
				this.#wake();
				for (const { reject } of this.#questions.values()) reject(new Ended());
				resolve();
			})
		);
	}

	get pid(): number {
		return this.#process.pid ?? 0;
	}

	/** Waits until something holds, looked at whenever the program has said something; throws when it ends before. */
	async until(what: () => boolean): Promise<void> {
		while (!what()) {
			if (this.ended || this.faults.length) throw new Error(`ended: ${this.faults.join('\n')}`);
			await new Promise<void>((resolve) => this.#waiting.push(resolve));
		}
	}

	/** Asks the program something. Throws {@link Refused} or {@link Ended}. */
	ask<T>(what: object): Promise<T> {
		if (this.ended) return Promise.reject(new Ended());
		const asked = ++this.#asked;
		this.#process.stdin?.write(`${JSON.stringify({ ...what, asked })}\n`);
		return new Promise<unknown>((resolve, reject) =>
			this.#questions.set(asked, { resolve, reject })
		) as Promise<T>;
	}

	/** SIGKILL: what is not on the disk is gone. */
	async kill(): Promise<void> {
		this.#process.kill('SIGKILL');
		await this.#ended;
	}

	#hear(text: string): void {
		const lines = (this.#rest + text).split('\n');
		this.#rest = lines.pop() ?? '';
		for (const line of lines) this.#take(JSON.parse(line) as Line);
		this.#wake();
	}

	#take({ ack = [], failed, damaged, wrong, answers, value, refused }: Line): void {
		if (answers !== undefined) {
			const question = this.#questions.get(answers);
			this.#questions.delete(answers);
			if (refused === undefined) question?.resolve(value);
			else question?.reject(new Refused(refused));
		}
		for (const [id, n] of ack) this.acknowledged.set(id, n);
		if (ack.length) this.acks++;
		if (failed) this.failures.push(failed);
		if (damaged ?? wrong) this.faults.push(JSON.stringify({ damaged, wrong }));
	}

	#wake(): void {
		for (const wake of this.#waiting.splice(0)) wake();
	}
}
