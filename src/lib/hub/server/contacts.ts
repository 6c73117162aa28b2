import { ids, type Device } from '$lib/store';
import type { Database } from '$lib/store/node';
import { allWritten, isConflict } from './documents';

/** `heard:<n>`: when some of all devices called last, in ms, by device. */
interface Heard {
	_id: string;
	_rev?: string;
	kind: 'heard';
	at: Record<string, number>;
}

/** Over how many documents devices are spread: writing down who called writes so many at most, however many called. */
const spread = 256;

/** How often a document is written again because another process wrote it. */
const mostTries = 10;

/**
 * When each device called last. Most calls find nothing new and must cost the disk nothing: they are held in memory and written
 * down together now and then, so that other processes and the next start know of them.
 */
export class Contacts {
	readonly #heard = new Map<string, number>();
	/** Those that are not written down yet. */
	readonly #unwritten = new Set<string>();
	readonly #db: Database<Heard>;

	constructor(accounts: Database<never> | Database<object>) {
		this.#db = accounts as Database<object> as Database<Heard>;
	}

	/** A device called at a moment (ms). */
	hear(deviceId: string, at: number): void {
		this.#heard.set(deviceId, at);
		this.#unwritten.add(deviceId);
	}

	/** When some devices called last, in ms; 0 for one that was never heard of. */
	async of(deviceIds: readonly string[]): Promise<Map<string, number>> {
		const written = await this.#read(deviceIds);
		const devices = await this.#devices(deviceIds);
		return new Map(
			deviceIds.map((deviceId) => {
				const at = [
					this.#heard.get(deviceId),
					written.get(documentOf(deviceId))?.at[deviceId],
					devices.get(deviceId)
				];
				return [deviceId, Math.max(0, ...at.map((one) => one ?? 0))];
			})
		);
	}

	/** Writes down what is not yet. What another process wrote later stays. */
	async keep(): Promise<void> {
		let open = [...this.#unwritten];
		this.#unwritten.clear();
		try {
			for (let tries = 0; open.length && tries < mostTries; tries++) open = await this.#write(open);
		} finally {
			// The next time.
			for (const deviceId of open) this.#unwritten.add(deviceId);
		}
	}

	/** Gives the devices of documents that another process wrote meanwhile. */
	async #write(deviceIds: readonly string[]): Promise<string[]> {
		const documents = await this.#read(deviceIds);
		for (const deviceId of deviceIds) {
			const { at } = documents.get(documentOf(deviceId))!;
			at[deviceId] = Math.max(at[deviceId] ?? 0, this.#heard.get(deviceId) ?? 0);
		}
		const all = [...documents.values()];
		const answers = await this.#db.bulkDocs(all);
		allWritten(answers.filter((answer) => !isConflict(answer)));
		const again = new Set(all.filter((_, i) => isConflict(answers[i]!)).map(({ _id }) => _id));
		return deviceIds.filter((deviceId) => again.has(documentOf(deviceId)));
	}

	async #read(deviceIds: readonly string[]): Promise<Map<string, Heard>> {
		const keys = [...new Set(deviceIds.map(documentOf))];
		if (!keys.length) return new Map();
		const { rows } = await this.#db.allDocs({ keys, include_docs: true });
		return new Map(
			rows.map((row, i) => {
				const _id = keys[i] ?? '';
				return [_id, ('doc' in row && row.doc) || { _id, kind: 'heard' as const, at: {} }];
			})
		);
	}

	/** When they were enrolled, or called last as earlier programs wrote it. */
	async #devices(deviceIds: readonly string[]): Promise<Map<string, number>> {
		if (!deviceIds.length) return new Map();
		const devices = this.#db as Database<object> as Database<Device>;
		const { rows } = await devices.allDocs({ keys: deviceIds.map(ids.device), include_docs: true });
		return new Map(
			rows.flatMap((row, i) => ('doc' in row && row.doc ? [[deviceIds[i] ?? '', row.doc.lastContact]] : []))
		);
	}
}

function documentOf(deviceId: string): string {
	let sum = 0;
	for (let i = 0; i < deviceId.length; i++) sum = (sum * 31 + deviceId.charCodeAt(i)) % 2 ** 31;
	return `heard:${sum % spread}`;
}
