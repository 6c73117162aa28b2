import { seal, type Envelope, type Signer } from '$lib/base';
import { answerErrors, Figures, Gateway, News, Records, Stations, type Caller } from '$lib/hub/server';
import { Units } from '$lib/hub/server/units';
import { AheadOfHub } from '$lib/hub/server/ahead';
import { Catalogue } from '$lib/hub/server/catalogue';
import { beginGeneration, readGeneration } from '$lib/hub/server/generation';
import { hubKeys, rotateKeys } from '$lib/hub/server/keys';
import type { Release } from '$lib/release';
import { Ahead } from '$lib/sync/protocol';
import { ids } from '$lib/store';
import { closeDatabases, FileBlobs, openDatabases, type Databases } from '$lib/store/node';
import { cpSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import * as v from 'valibot';
import { asJson, bodyOf, jsonOf, plain } from './http';

/** The parts of a hub that a station talks to, over a folder. */
interface Parts {
	db: Databases;
	stations: Stations;
	catalogue: Catalogue;
	gateway: Gateway;
	news: News;
	ahead: AheadOfHub;
}

/** A revision that nobody wrote. */
const invented = '9-ffffffffffffffffffffffffffffffff';

/** Somebody between hub and station who shows other things than the hub said. */
type Tampering = (path: string, answer: string, asked: URL) => string | null | Promise<string | null>;

/**
 * One hub of its own for one test, that can be put back from a backup, change its keys, and be lied about on the way.
 * `POST /test/<what>/<arg>`: `station` gives a code, `release` signs one, `newer` and `reword` do as a
 * hub of a newer program would, `people` changes the roster, `backup`, `restore` (copies
 * the folder back), `generation` (as the restore command does), `rotate`, `remember` (the head as it is
 * now), `tamper`, `deaf` (does not say what it has), `receipt`, `state`.
 */
export class TownHub {
	#parts: Promise<Parts>;
	#tampering: Tampering | null = null;
	#oldHead = '';
	#deaf = false;

	constructor(private readonly dir: string) {
		this.#parts = openParts(dir);
	}

	async answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
		const body = await bodyOf(request);
		const { gateway, stations, ahead } = await this.#parts;
		const [, first = '', what = '', arg = ''] = path.split('?')[0]!.split('/');
		if (first === 'test') return asJson(response, await this.#arrange(what, decodeURIComponent(arg)));
		if (first === 'enrol' && request.method === 'GET') return asJson(response, { rootKey: stations.rootKey });
		if (first === 'enrol') {
			const { code, publicKey } = jsonOf(body) as { code: string; publicKey: JsonWebKey };
			const answer = await answerErrors(async () =>
				Response.json({ ...(await stations.enrol(code, publicKey, 'test')), contentOrigin: '' })
			);
			return plain(response, answer.status, await answer.text(), 'application/json');
		}
		const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
		const caller = bearer ? await stations.authenticate(bearer) : null;
		if (first === 'ahead') {
			if (!caller) return plain(response, 403);
			await ahead.hear(v.parse(Ahead, jsonOf(body)), caller);
			return asJson(response, { ok: true });
		}
		const url = new URL(path, 'http://localhost');
		if (this.#deaf && path.includes('_all_docs')) return plain(response, 503);
		if (first === 'news') {
			if (!caller) return plain(response, 403, JSON.stringify({ error: 'not_allowed' }), 'application/json');
			return asJson(response, await this.#news(url, caller));
		}
		const asked = new Request(url, {
			method: request.method ?? 'GET',
			headers: request.headers as Record<string, string>,
			// A revision that only the one in between knows is not asked of the hub.
			...(body.length ? { body: new TextDecoder().decode(body).replace(`,"rev":"${invented}"`, '') } : {})
		});
		const name = url.pathname.replace(/^\/db\/?/, '');
		const answer = await gateway.answer(
			asked,
			name,
			caller ? { kind: 'station', caller } : { kind: 'anyone' }
		);
		const text = await answer.text();
		const shown = (await this.#tampering?.(decodeURIComponent(name), text, url)) ?? null;
		if (shown !== null) return plain(response, 200, shown, 'application/json');
		response.setHeaders(answer.headers);
		response.writeHead(answer.status);
		response.end(answer.status === 304 ? undefined : text);
	}

	/** What is new, each part as it would be shown at its own address. */
	async #news(url: URL, caller: Caller): Promise<object> {
		const known = Object.fromEntries(url.searchParams);
		const { news } = await this.#parts;
		const addresses: Record<string, string> = {
			head: `catalogue/${ids.catalogueHead}`,
			site: `sites/${ids.site(caller.stationId)}`,
			receipt: `receipts/${ids.receipt(caller.deviceId)}`
		};
		const told: Record<string, unknown> = { ...(await news.since(known, caller)) };
		if (!this.#tampering) return told;
		// Whoever is in between need not mind what the station knows.
		const all: Record<string, unknown> = await news.since({ head: '', site: '', receipt: '' }, caller);
		for (const part of Object.keys(known)) {
			const shown = await this.#tampering(addresses[part] ?? '', JSON.stringify(all[part]), url);
			if (shown !== null) told[part] = JSON.parse(shown) as unknown;
		}
		return told;
	}

	async close(): Promise<void> {
		await closeDatabases((await this.#parts).db);
	}

	async #arrange(what: string, arg: string): Promise<unknown> {
		const { db, stations, catalogue } = await this.#parts;
		const place = ['省', '市', '县', '镇', '村'];
		switch (what) {
			case 'station': {
				// Releases here say by names where they belong, as the first ones did.
				const there = await new Units(db.units, Date.now).ensure([], place);
				return stations.newCode(await stations.create('村', there, [{ name: '王', pin: null }], '2468'));
			}
			case 'people':
				await stations.change(arg, { people: [{ id: 'new', name: '新来的', pin: null }] });
				return null;
			case 'release': {
				const [number = '', ...branch] = arg.split('|');
				const release = releaseBody(Number(number), branch);
				const head = { id: release.id, kind: 'release', formatVersion: 1 };
				await catalogue.add(await seal(catalogue.keys.release, head, { ...release }));
				return release.id;
			}
			case 'newer': {
				// What a hub of a newer program would add: a release of a form, and a document of a kind, that are not known here.
				const release = releaseBody(Number(arg), []);
				const head = { id: release.id, kind: 'release', formatVersion: 2 };
				await catalogue.add(await seal(catalogue.keys.release, head, { ...release, later: { a: 1 } }));
				const notice = { id: 'notice:1', kind: 'notice', formatVersion: 1 };
				await catalogue.add(await seal(catalogue.keys.online, notice, { text: '通知' }));
				return null;
			}
			case 'reword': {
				const [path = '', format = ''] = arg.split('|');
				this.#tampering = rewording(path, Number(format), catalogue.keys.online);
				return null;
			}
			case 'backup':
			case 'restore':
				await closeDatabases(db);
				if (what === 'restore') rmSync(join(this.dir, 'db'), { recursive: true });
				copy(this.dir, what === 'backup' ? ['db', 'backup'] : ['backup', 'db']);
				this.#parts = openParts(this.dir);
				await this.#parts;
				return null;
			case 'generation':
				await beginGeneration(db.catalogue, 'restore', Date.now);
				return this.#reopen();
			case 'rotate':
				await rotateKeys(join(this.dir, 'keys'), { [arg]: true });
				return this.#reopen();
			case 'receipt':
				return JSON.parse((await db.receipts.get(ids.receipt(arg))).signed) as unknown;
			case 'deaf':
				this.#deaf = Boolean(arg);
				return null;
			case 'remember':
				this.#oldHead = JSON.stringify(await db.catalogue.get(ids.catalogueHead));
				return null;
			case 'tamper':
				this.#tampering = arg ? tampering(arg, this.#oldHead) : null;
				return null;
			default: {
				const { rows } = await db.catalogue.allDocs();
				return { ids: rows.map(({ id }) => id), generation: await readGeneration(db.catalogue, Date.now) };
			}
		}
	}

	async #reopen(): Promise<null> {
		await closeDatabases((await this.#parts).db);
		this.#parts = openParts(this.dir);
		await this.#parts;
		return null;
	}
}

function copy(dir: string, [from, to]: [string, string]): void {
	cpSync(join(dir, from), join(dir, to), { recursive: true });
}

async function openParts(dir: string): Promise<Parts> {
	const db = await openDatabases(join(dir, 'db'));
	const keys = await hubKeys(join(dir, 'keys'));
	const stations = new Stations(db, keys, Date.now);
	await stations.prepare();
	const generation = await readGeneration(db.catalogue, Date.now);
	const catalogue = new Catalogue(db.catalogue, keys, generation, Date.now);
	await catalogue.prepare();
	const figures = new Figures(db, stations, generation.generation, Date.now);
	await figures.prepare();
	const records = new Records(db, stations, figures, keys, Date.now);
	const ahead = new AheadOfHub(catalogue, stations, new FileBlobs(join(dir, 'blobs')), Date.now);
	return {
		db,
		stations,
		catalogue,
		gateway: new Gateway(db, records, catalogue),
		news: new News(stations, records, catalogue),
		ahead
	};
}

function releaseBody(number: number, branch: string[]): Release {
	return {
		...{ id: ids.release('abcdef', number), lessonId: 'abcdef', number, branch, title: `水稻 ${number}` },
		...{ lang: 'zh-CN', themes: [], audience: '', minutes: 5, summary: '', cover: null, questions: 0 },
		...{ prompts: 0, bytes: 1, manifest: { sha256: 'a'.repeat(64), size: 1 }, gates: [] },
		releasedAt: new Date(Date.UTC(2026, 0, number)).toISOString()
	};
}

/** One document as a newer hub would sign it: with fields, and perhaps of a form, that are not known here. */
function rewording(path: string, formatVersion: number, by: Signer): Tampering {
	return async (asked, answer) => {
		if (asked !== path) return null;
		const { _rev, kind, signed } = JSON.parse(answer) as Envelope;
		const { id, ...body } = JSON.parse(signed) as { id: string };
		const reworded = await seal(by, { id, kind, formatVersion }, { ...body, formatVersion, later: { a: 1 } });
		return JSON.stringify({ ...reworded, _rev });
	};
}

/** What is shown instead, by the name of the attack. */
function tampering(attack: string, oldHead: string): Tampering {
	const [name = '', id = ''] = attack.split('|');
	const changed = (answer: string, change: (page: { results: object[]; last_seq: number }) => void) => {
		const page = JSON.parse(answer) as { results: object[]; last_seq: number };
		change(page);
		return JSON.stringify(page);
	};
	const other = invented;
	switch (name) {
		case 'old-head':
			return (path) => (path === `catalogue/${ids.catalogueHead}` ? oldHead : null);
		case 'withhold':
			return (path, answer) =>
				path === 'catalogue/_changes'
					? changed(
							answer,
							(page) => (page.results = page.results.filter((row) => (row as { id: string }).id !== id))
						)
					: null;
		case 'delete':
		case 'forge':
			return (path, answer, url) => {
				if (path === 'catalogue/_bulk_get' && name === 'forge') {
					const page = JSON.parse(answer) as { results: { id: string; docs: { ok: Envelope }[] }[] };
					for (const one of page.results)
						if (one.id === id) {
							const [{ ok } = { ok: {} as Envelope }] = one.docs;
							const signed = (ok.signed ?? '{}').replace('水稻', '假的');
							one.docs = [
								{
									ok: {
										...ok,
										_id: id,
										_rev: other,
										signed,
										_revisions: { start: 9, ids: [other.slice(2)] }
									} as Envelope
								}
							];
						}
					return JSON.stringify(page);
				}
				if (path !== 'catalogue/_changes' || Number(url.searchParams.get('since')) >= 1e6) return null;
				return changed(answer, (page) => {
					page.results.push({
						seq: 1e6,
						id,
						changes: [{ rev: other }],
						...(name === 'delete' && { deleted: true })
					});
					page.last_seq = 1e6;
				});
			};
		case 'endless':
			return (path, _, url) => {
				if (path !== 'catalogue/_changes') return null;
				const since = Number(url.searchParams.get('since'));
				const results = Array.from({ length: 500 }, (_, i) => ({
					seq: since + i + 1,
					id: `junk:${since + i}`,
					changes: [{ rev: other }]
				}));
				return JSON.stringify({ results, last_seq: since + 500 });
			};
		default:
			throw new Error(attack);
	}
}

/** A hub for each name that is asked for. */
export class TownHubs {
	readonly #hubs = new Map<string, TownHub>();

	constructor(private readonly dir: string) {}

	answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const [, name = '', ...rest] = (request.url ?? '/').split('/');
		const hub = this.#hubs.get(name) ?? new TownHub(join(this.dir, name));
		this.#hubs.set(name, hub);
		return hub.answer(request, response, `/${rest.join('/')}`);
	}

	async close(): Promise<void> {
		for (const hub of this.#hubs.values()) await hub.close();
	}
}
