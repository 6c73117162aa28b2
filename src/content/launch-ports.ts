import type { FileAnswer, FileRequest } from '$lib/player/protocol';

type Ask = Omit<FileRequest, 'id'>;
const patience = 15_000;

/**
 * The ports over which the app serves each launch's files. A launch keeps the first port it got: a package, which can post
 * to this worker too, cannot put one of its own in the place of another launch's. After the worker was stopped the ports
 * are gone, and the frame page is asked for a new one.
 */
export class LaunchPorts {
	readonly #ports = new Map<string, MessagePort>();
	readonly #waiting = new Map<string, ((port: MessagePort) => void)[]>();
	readonly #asked = new Map<number, (answer: FileAnswer) => void>();
	#lastId = 0;

	constructor(private readonly needPort: (launch: string) => Promise<void>) {}

	/** Takes a port for a launch unless it has one. */
	offer(launch: string, port: MessagePort): void {
		if (this.#ports.has(launch)) return;
		// One launch at a time: what earlier ones left behind is of no use to anyone.
		for (const old of this.#ports.values()) old.close();
		this.#ports.clear();
		this.#ports.set(launch, port);
		port.onmessage = (event: MessageEvent<FileAnswer>) => {
			this.#asked.get(event.data.id)?.(event.data);
			this.#asked.delete(event.data.id);
		};
		for (const resolve of this.#waiting.get(launch) ?? []) resolve(port);
		this.#waiting.delete(launch);
	}

	/** Asks the app for a file of a launch; null when there is none, nobody answers, or the launch is over. */
	async ask(launch: string, request: Ask): Promise<FileAnswer['file']> {
		const port = await within(this.#port(launch));
		if (!port) return null;
		const id = ++this.#lastId;
		const answer = new Promise<FileAnswer>((resolve) => this.#asked.set(id, resolve));
		port.postMessage({ id, ...request } satisfies FileRequest);
		const got = await within(answer);
		this.#asked.delete(id);
		return got?.file ?? null;
	}

	#port(launch: string): Promise<MessagePort> {
		const port = this.#ports.get(launch);
		if (port) return Promise.resolve(port);
		return new Promise((resolve) => {
			this.#waiting.set(launch, [...(this.#waiting.get(launch) ?? []), resolve]);
			void this.needPort(launch);
		});
	}
}

function within<T>(promise: Promise<T>): Promise<T | null> {
	return Promise.race([promise, new Promise<null>((resolve) => setTimeout(() => resolve(null), patience))]);
}
