import { sha256, type Envelope } from '$lib/base';
import { Drafts } from '$lib/hub/server/drafts';
import {
	answered,
	LedgerHub,
	opened,
	standing,
	village,
	type TestDevice
} from '$lib/hub/server/ledger.fixture';
import { lookupOf } from '../../src/lib/hub/server/lookup/lookup.fixture';
import { newLesson } from '$lib/lesson';
import type { EntryBody } from '$lib/ledger';
import { closeDatabases } from '$lib/store/node';
import { Refused, type Child } from './child';

export const author = { name: '周农艺', roles: ['author' as const], branch: ['示范省'] };
export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Entries say by their `bootId` what they are, so that a recount needs no rules of its own: `honest`, or forged so that they are
 * set aside for a reason, or on a page beside the chain.
 */
export const marks = {
	honest: 'honest',
	person: 'forged:person',
	date: 'forged:date',
	aside: 'aside'
} as const;

/** What a hub has told its stations and its author, and may never take back. */
export class Told {
	/** `<page id> <revision>` of every page whose push was answered. */
	readonly pages = new Set<string>();
	answers = 0;
	full = 0;
}

/** A device that sends honest pages, and forged ones beside, until the hub ends; and again what it had no answer for. */
export class Sender {
	#unanswered: Envelope[] = [];
	/** Hash of the page before the last one. */
	#before: string | null = null;
	#honest = 0;
	#asides = 0;
	/** Up to which page a receipt was given out. */
	receipt = 0;

	constructor(
		readonly device: TestDevice,
		readonly told: Told
	) {}

	async live(hub: Child): Promise<void> {
		for (let turn = 0; ; turn++) {
			if (!this.#unanswered.length) await this.#write(1 + (this.device.page % 3));
			const { length } = this.#unanswered;
			await again(this.told, async () => {
				const refused = await hub.ask<string[]>({ push: this.#unanswered, as: this.#caller });
				if (refused.length) throw new Error(`refused: ${refused.join()}`);
			});
			for (const { _id, _rev } of this.#unanswered.splice(0, length)) this.told.pages.add(`${_id} ${_rev}`);
			this.#honest = this.device.page;
			this.told.answers++;
			if (turn % 2) await this.#forge();
			else await this.#ask(hub);
		}
	}

	get #caller() {
		const { stationId, deviceId } = this.device;
		return { stationId, deviceId };
	}

	async #ask(hub: Child): Promise<void> {
		const page = await again(this.told, () => hub.ask<number>({ receipt: this.#caller }));
		if (page < this.receipt || page < this.#honest)
			throw new Error(`receipt of ${page} after ${this.receipt}, ${this.#honest} answered`);
		this.receipt = page;
	}

	async #write(count: number): Promise<void> {
		const { device } = this;
		for (let i = 0; i < count; i++) {
			const number = device.page + 1;
			this.#before = device.head;
			this.#unanswered.push(await device.next(bodiesOf(number), { entry: this.#entry(number) }));
		}
	}

	/** Every fourth page is forged in all of its entries, in turn as another person's and of the year 2099. */
	#entry(number: number) {
		if (number % 4) return { bootId: marks.honest };
		return number % 8
			? { bootId: marks.person, by: { id: 'nobody', name: '张三', how: 'list' as const } }
			: { bootId: marks.date, at: '2099-01-01T00:00:00.000Z' };
	}

	/** A second page of the last number, or one far ahead: sent with the next. */
	async #forge(): Promise<void> {
		const { device } = this;
		const far = { page: 99_000_000 + ++this.#asides, prev: await sha256(`${this.#asides}`) };
		const second = { page: device.page, prev: this.#before };
		const attempt = attemptOf(device.page);
		this.#unanswered.push(
			await device.next([opened(attempt), standing('failed', -1, attempt)], {
				...(this.#asides % 2 ? second : far),
				aside: true,
				entry: { bootId: marks.aside }
			})
		);
	}
}

/** An author who saves one draft over and over. */
export class Author {
	#version = 1;
	#tries: string[] = [];
	#n = 0;
	/** The last title whose save was answered. */
	saved = 0;

	constructor(
		readonly draftId: string,
		readonly told: Told
	) {}

	async live(hub: Child): Promise<void> {
		for (;;) {
			const n = ++this.#n;
			this.#tries.push(`save${n}`);
			const question = { save: this.draftId, title: `第 ${n} 稿`, base: this.#version };
			const { version, split } = await again(this.told, () =>
				hub.ask<{ version: number; split: boolean }>({ ...question, saves: this.#tries })
			);
			if (split) throw new Error(`save ${n} became a draft of its own`);
			this.#version = version;
			this.#tries = [];
			this.saved = n;
			this.told.answers++;
			await pause(10);
		}
	}
}

/** A hub's folder with two stations of two devices each and an author, all of whom remember what they were told. */
export class Villages {
	private constructor(
		readonly folder: string,
		readonly told: Told,
		readonly senders: Sender[],
		readonly author: Author
	) {}

	static async found(folder: string): Promise<Villages> {
		const hub = await LedgerHub.open(folder);
		await hub.release('abcdef', 1);
		const first = await hub.device(['王秀英', '李建国']);
		const second = await hub.device(['赵'], [...village.slice(0, 4), '柳树村']);
		const devices = [first, second];
		for (const { stationId, people } of [first, second]) {
			const other = await hub.device([], village, stationId);
			other.people.splice(0, Infinity, ...people);
			devices.push(other);
		}
		const nothing = () => Promise.resolve(false);
		const drafts = new Drafts(
			hub.db.lessons,
			lookupOf(hub.db),
			{ mayRead: nothing, holds: nothing },
			hub.now
		);
		const draftId = await drafts.create(newLesson('', 'zh-CN'), '第 0 稿', author);
		await closeDatabases(hub.db);
		const told = new Told();
		const senders = devices.map((device) => new Sender(device, told));
		return new Villages(folder, told, senders, new Author(draftId, told));
	}

	/** Everybody sends until the hub ends. */
	async live(hub: Child): Promise<void> {
		const lives = [...this.senders, this.author].map((one) =>
			one.live(hub).catch((error: unknown) => {
				if (!hub.ended) throw error;
			})
		);
		await Promise.all(lives);
	}
}

/** The attempt that is under way on a page: a new one every sixth page. */
const attemptOf = (page: number) => `attempt${Math.floor((page - 1) / 6)}`;

function bodiesOf(page: number): EntryBody[] {
	const attempt = attemptOf(page);
	const bodies = [answered(page % 5, `答 ${page}`, attempt)];
	if (page % 6 === 1) bodies.unshift(opened(attempt));
	if (page % 3 === 0) bodies.push(standing(page % 2 ? 'passed' : 'failed', (page % 11) / 10, attempt));
	if (page % 7 === 0) bodies.push({ kind: 'session-sealed', sessionId: 's', members: page } as never);
	return bodies;
}

/** Tries until the disk has room again. */
async function again<T>(told: Told, what: () => Promise<T>): Promise<T> {
	for (;;) {
		try {
			return await what();
		} catch (error) {
			if (!(error instanceof Refused) || error.message !== 'hub_disk_full') throw error;
			told.full++;
			await pause(5);
		}
	}
}
