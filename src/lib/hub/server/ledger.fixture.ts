import { iso, newKeyPair, publicJwk, signer, type Envelope } from '$lib/base';
import { closePage, pageHash, type Entry, type EntryBody } from '$lib/ledger';
import {
	ids,
	inBranch,
	type AttemptFigure,
	type ChainFigure,
	type Counts,
	type Figure,
	type OrgPath
} from '$lib/store';
import { closeDatabases, openDatabases, type Databases, type DatabasesPlace } from '$lib/store/node';
import { testPlace } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Catalogue } from './catalogue';
import { Figures } from './figures';
import { readGeneration } from './generation';
import { hubKeys, type HubKeys } from './keys';
import type { Lookup } from './lookup';
import { lookupOf } from './lookup/lookup.fixture';
import { Records } from './records';
import { Results } from './results';
import { Stations } from './stations';
import { SharedLease, soleLease } from './lease';
import { Units } from './units';

export const village: OrgPath = ['示范省', '示范市', '青山县', '清水镇', '清水村'];
export const official = { name: '刘', roles: ['official' as const], branch: ['示范省'] };
export const start = Date.parse('2026-11-22T08:00:00Z');
export const lesson = { lessonId: 'abcdef', title: '水稻', release: 1 };

/** The part of a hub that records pass through, over a real folder. */
export class LedgerHub {
	clock = start;
	readonly now = () => this.clock;

	private constructor(
		readonly dir: string,
		readonly db: Databases,
		readonly keys: HubKeys,
		readonly catalogue: Catalogue,
		readonly stations: Stations,
		readonly figures: Figures,
		readonly records: Records,
		readonly lookup: Lookup,
		readonly results: Results,
		readonly units: Units
	) {}

	static async open(
		dir = mkdtempSync(join(tmpdir(), 'yuanke-ledger-')),
		place: DatabasesPlace = testPlace(join(dir, 'db'))
	): Promise<LedgerHub> {
		return LedgerHub.#over(dir, await openDatabases(place), false);
	}

	/** One of several processes over the databases of this one, with a memory of its own. */
	async beside(): Promise<LedgerHub> {
		const hub = await LedgerHub.#over(this.dir, this.db, true);
		hub.clock = this.clock;
		return hub;
	}

	static async #over(dir: string, db: Databases, shared: boolean): Promise<LedgerHub> {
		const keys = await hubKeys(join(dir, 'keys'));
		const clock = { now: () => start };
		const now = () => clock.now();
		const units = new Units(db.units, now);
		const leaseOf = (name: string) => (shared ? new SharedLease(db.accounts, name) : soleLease());
		const counting = leaseOf('figures');
		const stations = new Stations(db, keys, now, shared, units, counting.forAnother());
		const generation = await readGeneration(db.catalogue, now);
		const catalogue = new Catalogue(db.catalogue, keys, generation, now, leaseOf('catalogue'));
		const figures = new Figures(db, stations, catalogue.generation.generation, now, counting);
		const lookup = lookupOf(db);
		const hub = new LedgerHub(
			dir,
			db,
			keys,
			catalogue,
			stations,
			figures,
			new Records(db, stations, figures, keys, now, shared),
			lookup,
			new Results(db, lookup, units, () => figures.catchUp()),
			units
		);
		clock.now = hub.now;
		await figures.prepare();
		await lookup.prepare();
		return hub;
	}

	/** Every attempt of a branch, last gone on with first: read from the figures themselves. */
	async attempts(by: { branch: OrgPath }): Promise<AttemptFigure[]> {
		return (await this.#figures('attempt', by)).sort((a, b) => b.lastAt.localeCompare(a.lastAt));
	}

	/** How the chains of the devices of a branch stand: read from the figures themselves. */
	chains(by: { branch: OrgPath }): Promise<ChainFigure[]> {
		return this.#figures('chain', by);
	}

	async #figures<K extends 'attempt' | 'chain'>(kind: K, by: { branch: OrgPath }) {
		const { rows } = await this.db.figures.allDocs({ include_docs: true });
		return rows.flatMap(({ doc }) =>
			doc?.kind === kind && inBranch(doc.org, by.branch) ? [doc as Extract<Figure, { kind: K }>] : []
		);
	}

	/** What officials are told of the places below a branch, so many levels from the top; 7: of each village and month. */
	async totals(branch: OrgPath, level: number) {
		type Total = { key: (string | number)[]; attempts: number; completed: number; passed: number };
		const total = (key: Total['key'], [attempts, completed, passed]: Counts): Total => ({
			...{ key, attempts, completed, passed }
		});
		const at = async (place: OrgPath): Promise<Total[]> => {
			const { below, counts, months } = await this.results.at(place, { ...official, branch: [] });
			if (place.length === level) return counts[0] ? [total(place, counts)] : [];
			if (place.length === 5)
				return months.map(({ month, counts }) => total([...place, ...month.split('-').map(Number)], counts));
			return (await Promise.all(below.map(({ name }) => at([...place, name])))).flat();
		};
		return (await at(branch)).sort((a, b) => (String(a.key) < String(b.key) ? -1 : 1));
	}

	/** Ends this hub as a kill would and opens the folder again: nothing of memory is taken along. */
	async again(): Promise<LedgerHub> {
		await closeDatabases(this.db);
		const hub = await LedgerHub.open(this.dir);
		hub.clock = this.clock;
		return hub;
	}

	async close(): Promise<void> {
		await closeDatabases(this.db);
		rmSync(this.dir, { recursive: true });
	}

	async release(lessonId: string, number: number, title = lesson.title, at = start - 86_400_000) {
		await this.db.catalogue.put({
			_id: ids.release(lessonId, number),
			kind: 'release',
			formatVersion: 1,
			keyId: 'k',
			signed: JSON.stringify({ title, releasedAt: iso(at) }),
			sig: ''
		});
	}

	async device(people = ['王秀英'], org = village, of?: string): Promise<TestDevice> {
		const roster = people.map((name) => ({ name, pin: null }));
		const stationId = of ?? (await this.stations.create(org.at(-1) ?? '', org, roster, '2468'));
		const pair = await newKeyPair(false);
		const code = await this.stations.newCode(stationId);
		const answer = await this.stations.enrol(code, await publicJwk(pair.publicKey), 'test');
		const known = (await this.stations.site(stationId)).people;
		return new TestDevice(stationId, answer.deviceId, pair, known, answer.credential);
	}

	/** Pushes pages as the gateway would; gives the reasons of refusals. */
	async push(device: TestDevice, ...docs: object[]): Promise<string[]> {
		const answers = await Promise.all(docs.map((doc) => this.records.check(doc, device)));
		await this.records.accept(answers.flatMap((one) => ('checked' in one ? [one.checked] : [])));
		return answers.flatMap((one) => ('refusal' in one ? [one.refusal.reason] : []));
	}

	/** All figures but the consumer's own note, without revisions, by id. */
	async all(): Promise<Figure[]> {
		const { rows } = await this.db.figures.allDocs({ include_docs: true });
		return rows.flatMap(({ doc }) => {
			if (!doc || !['attempt', 'chain'].includes(doc.kind)) return [];
			const { _rev, ...figure } = doc;
			return [figure];
		});
	}
}

/** A device that writes its ledger as a station does. */
export class TestDevice {
	page = 0;
	head: string | null = null;
	seq = 0;

	constructor(
		readonly stationId: string,
		readonly deviceId: string,
		readonly pair: CryptoKeyPair,
		readonly people: { id: string; name: string }[],
		readonly credential = ''
	) {}

	/** The next page of the chain; `change` forges what it should not say. */
	async next(bodies: EntryBody[], change: Change = {}): Promise<Envelope> {
		const entries = bodies.map((body, i) => this.entry(body, this.seq + 1 + i, change.entry));
		const page = change.page ?? this.page + 1;
		const prev = change.prev === undefined ? this.head : change.prev;
		const { stationId, deviceId, pair } = this;
		const by = signer(deviceId, pair.privateKey);
		const closed = await closePage(by, { stationId, deviceId, page, prev, entries });
		if (change.aside) return closed;
		this.page = page;
		this.head = await pageHash(closed);
		this.seq = entries.at(-1)?.seq ?? this.seq;
		return closed;
	}

	entry(body: EntryBody, seq: number, change: Partial<Entry> = {}): Entry {
		const [person] = this.people;
		return {
			...{ seq, at: iso(start + seq * 1000), bootId: 'b1', monotonic: seq * 1000 },
			by: { id: person?.id ?? '', name: person?.name ?? '', how: 'list' },
			body,
			...change
		};
	}
}

export interface Change {
	page?: number;
	prev?: string | null;
	entry?: Partial<Entry>;
	/** The device goes on as if it had not written this page. */
	aside?: boolean;
}

export const opened = (attemptId = 'attempt1', of: Partial<typeof lesson> = {}): EntryBody => ({
	...{ kind: 'attempt-opened', attemptId, resumed: false },
	...{ ...lesson, ...of }
});

export const standing = (
	success: 'passed' | 'failed',
	scaled: number,
	attemptId = 'attempt1'
): EntryBody => ({
	...{ kind: 'attempt-status', attemptId, completion: 'completed', success, scaled, seconds: 300 }
});

export const answered = (sid: number, text: string, attemptId = 'attempt1'): EntryBody => ({
	...{ kind: 'answer', attemptId, sid, question: `问 ${sid}`, response: text, text, correct: true, tries: 1 }
});
