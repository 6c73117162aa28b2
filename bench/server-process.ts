import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A server in a process of its own, whose CPU time can be told apart from that of whoever asks it. */
export class ServerProcess {
	private constructor(private readonly child: ChildProcess) {}

	/** Runs a Node script; resolves when it has printed `ready`. Throws with what it said when it ends before. */
	static async start(
		args: string[],
		ready: string,
		env: Record<string, string> = {}
	): Promise<ServerProcess> {
		const child = spawn(process.execPath, args, {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...env }
		});
		let said = '';
		await new Promise<void>((resolve, reject) => {
			const hear = (chunk: Buffer) => {
				said += chunk.toString();
				if (said.includes(ready)) resolve();
			};
			child.stdout.on('data', hear);
			child.stderr.on('data', hear);
			child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}:\n${said}`)));
		});
		return new ServerProcess(child);
	}

	/** CPU time it took to do some work, all threads, in ms; Linux counts in steps of 10. */
	async cpu(work: () => Promise<void>): Promise<number> {
		const before = this.#ticks();
		await work();
		return (this.#ticks() - before) * 10;
	}

	async stop(): Promise<void> {
		const ended = new Promise((resolve) => this.child.once('exit', resolve));
		this.child.kill('SIGTERM');
		await ended;
	}

	#ticks(): number {
		return this.child.pid === undefined ? 0 : ticksOf(this.child.pid);
	}
}

/** CPU time of a process, all threads, in hundredths of a second. proc(5): the 14th and 15th field, counted after the name in brackets. */
export function ticksOf(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return Number(fields[11]) + Number(fields[12]);
}
