import {
	anchorCode,
	bareCode,
	base64url,
	hashPin,
	importKey,
	iso,
	keyIdOf,
	newCode,
	newId,
	seal,
	SerialQueue,
	sha256,
	UserError,
	type Clock,
	type Envelope,
	type JsonObject
} from '$lib/base';
import {
	deviceKind,
	enrolmentKind,
	ids,
	Site,
	unitsOfNames,
	type Device,
	type Enrolment,
	type OrgPath,
	type Placed,
	type PublicKey
} from '$lib/store';
import type { Database, Databases } from '$lib/store/node';
import type { RosterPerson } from '$lib/store';
import type { SiteState } from '$lib/reports';
import type { EnrolmentAnswer } from '$lib/sync/protocol';
import type { RosterLine } from '../roster';
import { notFoundIsNull, prefix, statusOf, unlessConflict } from './documents';
import { Contacts } from './contacts';
import type { HubKeys } from './keys';
import { soleLease, type Lease } from './lease';
import { lastSeen, later } from './page-seen';
import { Remembered } from './remembered';
import { Repository } from './repository';
import { SharedTryCounts } from './shared-try-counts';
import { unlessSame, type Since } from './since';
import { Tries } from './tries';
import { Units } from './units';

/** A device of a station that has proved who it is. */
export interface Caller {
	stationId: string;
	deviceId: string;
}

/** What of a device only enrolling it again can change. */
export interface KnownDevice {
	stationId: string;
	/** In ms. */
	enrolledAt: number;
	key: CryptoKey;
}

/** Notes which key all sites were signed by. */
const signedBy = '_local/signed-by';

/** How many stations' histories, and how many devices, are held in memory at most. */
const historiesKept = 5000;

/** How long a contact may not notice what another process changed of a device or site, in ms. */
const noticedWithin = 1000;

/** How long another process may take to hear that a device was enrolled again, in ms. */
const sharedFor = 2000;

/** How often a change is tried anew because another was quicker. */
const mostTries = 5;

/** How long a one-time code is good, in ms. */
export const codeLife = 7 * 24 * 3600_000;

/** Stations, their rosters, one-time codes and devices. */
export class Stations {
	readonly #tries: Tries;
	/** When each device called last. */
	readonly contacts: Contacts;
	readonly #histories = new Map<string, readonly SiteState[]>();
	/** How often a site or device was written: what was read meanwhile is not kept. */
	#written = 0;
	readonly #devices = new Map<string, KnownDevice & { readAt: number }>();
	/** Revisions of the sites that stations know, and devices that call; null where reading costs less than following. */
	readonly #siteRevs: Remembered<string> | null;
	readonly #callers: Remembered<Device> | null;
	/** One PIN at a time: a roster's worth of hashing must not take every thread from sign-ins and databases. */
	readonly #pins = new SerialQueue();
	readonly #enrolments: Repository<Enrolment>;
	readonly #known: Repository<Device>;

	constructor(
		private readonly db: Pick<Databases, 'sites' | 'accounts' | 'units' | 'records'>,
		private readonly keys: HubKeys,
		private readonly now: Clock,
		/** Whether other processes may enrol devices, too. */
		private readonly shared = false,
		private readonly units = new Units(db.units, now),
		/** While a station is changed no page is counted: which state a page is judged by depends on which came first. */
		private readonly counting: Lease = soleLease()
	) {
		this.#siteRevs = shared ? new Remembered(db.sites, { within: noticedWithin }) : null;
		this.#callers = shared ? new Remembered(db.accounts, { within: noticedWithin }) : null;
		this.contacts = new Contacts(db.accounts);
		const counts = shared ? new SharedTryCounts(db.accounts, 'enrol') : undefined;
		this.#tries = new Tries({ pair: 30, address: 30, name: 1e9 }, counts);
		this.#enrolments = new Repository(db.accounts, enrolmentKind, unitsOfNames);
		this.#known = new Repository(db.accounts, deviceKind, unitsOfNames);
	}

	/** Lets go of what was read of sites and devices: other processes may have changed it. */
	letGo(): void {
		this.#written++;
		this.#histories.clear();
		this.#devices.clear();
	}

	/**
	 * Signs anew what another key signed: after keys were changed, stations believe the present one only. Which key all were signed
	 * by is noted, so that not every start reads every site.
	 */
	async prepare(): Promise<void> {
		const notes = this.db.sites as Database<object> as Database<{ keyId: string }>;
		const note = await notFoundIsNull(notes.get(signedBy));
		const { keyId } = this.keys.online;
		if (note?.keyId === keyId) return;
		await this.#signAnew();
		// Another process may have done so, too.
		await notes.put({ ...note, _id: signedBy, keyId }).catch(unlessConflict);
	}

	async #signAnew(): Promise<void> {
		let after = 'site:';
		for (;;) {
			const { rows } = await this.db.sites.allDocs({
				...{ startkey: after, endkey: 'site:\uffff', include_docs: true, limit: 200 }
			});
			for (const { doc } of rows)
				if (doc && doc.keyId !== this.keys.online.keyId) {
					const site = await this.#read(doc);
					await this.#put({ ...site, counter: this.#counter(site), at: iso(this.now()) });
				}
			const last = rows.at(-1)?.id;
			if (!last || rows.length < 200) return;
			after = `${last}\u0000`;
		}
	}

	/** A number above all that were used, also by a hub that was put back from a backup since. */
	#counter(before: Pick<Site, 'counter'>): number {
		return Math.max(before.counter + 1, this.now());
	}

	/** Makes a station with its roster; `units` ends in the village. Gives its id. */
	async create(station: string, units: OrgPath, people: RosterLine[], keeperPin: string): Promise<string> {
		const stationId = newId(12);
		const hash = (pin: string) => this.#pins.run(() => hashPin(pin));
		const learners: RosterPerson[] = await Promise.all(
			people.map(async ({ name, pin }) => ({ id: newId(8), name, pin: pin ? await hash(pin) : null }))
		);
		await this.#put({
			id: ids.site(stationId),
			stationId,
			name: station,
			...{ org: [], units },
			people: learners,
			keeperPin: await hash(keeperPin),
			counter: this.now(),
			at: iso(this.now())
		});
		return stationId;
	}

	/** A station's site document as it was signed. Throws `UserError('not_found')`. */
	async site(stationId: string): Promise<Placed<Site>> {
		const envelope = await notFoundIsNull(this.db.sites.get(ids.site(stationId)));
		if (!envelope) throw new UserError('not_found');
		return this.#read(envelope);
	}

	/** What a station is told about itself, as it was signed, when that is another revision than the one named. */
	async siteSince(stationId: string, rev: string): Promise<Since> {
		const id = ids.site(stationId);
		if ((await this.#siteRevs?.get(id)) === rev) return 'current';
		const site = await notFoundIsNull(this.db.sites.get(id));
		if (site) this.#siteRevs?.hold(id, site._rev);
		return unlessSame(site, rev);
	}

	/** Changes what a station is told about itself; the state before is kept, because records made under it are judged by it. */
	async change(
		stationId: string,
		change: Partial<Pick<Placed<Site>, 'name' | 'units' | 'people'>>
	): Promise<void> {
		await this.#again(async () => {
			const site = await this.site(stationId);
			const at = iso(later(this.now(), await lastSeen(this.db.records)));
			await this.#put({ ...site, ...change, counter: this.#counter(site), at });
		});
	}

	/**
	 * Takes back a state of a station that this hub signed and then lost with a backup; an older one than it has changes nothing.
	 * Throws `UserError('not_found')`.
	 */
	async takeBack(site: Site): Promise<void> {
		await this.#again(async () => {
			const own = await this.site(site.stationId);
			const units = await this.#unitsOf(site);
			if (site.counter > own.counter) await this.#put({ ...site, units, counter: this.#counter(site) });
		});
	}

	/** All states of a station, oldest first; none for an unknown one. */
	async history(stationId: string): Promise<readonly SiteState[]> {
		const known = this.#histories.get(stationId);
		if (known) return known;
		const written = this.#written;
		const past = await this.db.sites.allDocs(prefix(`past-site:${stationId}:`));
		const current = await notFoundIsNull(this.db.sites.get(ids.site(stationId)));
		const stored = [...past.rows.map(({ doc }) => doc), current].filter((doc) => doc !== null);
		const states = (await Promise.all(stored.flatMap((doc) => doc ?? []).map((doc) => this.#read(doc)))).map(
			({ at, units, people }) => ({
				from: at,
				org: units,
				people: new Map(people.map(({ id, name }) => [id, name]))
			})
		);
		if (this.#histories.size >= historiesKept) this.#histories.clear();
		if (written === this.#written) this.#histories.set(stationId, states);
		return states;
	}

	/** A device; null when there is none. */
	async device(deviceId: string): Promise<KnownDevice | null> {
		const known = this.#devices.get(deviceId);
		if (known && (!this.shared || performance.now() - known.readAt < sharedFor)) return known;
		const written = this.#written;
		const device = await this.#known.get(ids.device(deviceId));
		if (!device) return null;
		const { stationId, enrolledAt, publicKey } = device;
		const read = { stationId, enrolledAt, key: await importKey(publicKey), readAt: performance.now() };
		if (this.#devices.size >= historiesKept) this.#devices.clear();
		if (written === this.#written) this.#devices.set(deviceId, read);
		return read;
	}

	/** What codes are anchored in. */
	get rootKey(): PublicKey {
		return this.keys.root;
	}

	/** A new one-time code for a station, good for a week and for one device; anchored in the hub's root key. */
	async newCode(stationId: string): Promise<string> {
		await this.site(stationId);
		const code = newCode();
		const enrolment: Enrolment = {
			_id: `enrolment:${await sha256(code)}`,
			kind: 'enrolment',
			formatVersion: 1,
			stationId,
			expiresAt: this.now() + codeLife,
			usedBy: null
		};
		await this.#enrolments.put(enrolment);
		return anchorCode(code, this.keys.root);
	}

	/**
	 * Uses a code up and makes a device of its station. A device that lost the answer may ask again with the same code and key.
	 * Throws `UserError('wrong_code' | 'code_used' | 'too_many_tries')`.
	 */
	async enrol(
		typed: string,
		publicKey: JsonWebKey,
		from: string
	): Promise<Omit<EnrolmentAnswer, 'contentOrigin'>> {
		const attempt = await this.#tries.begin('enrol', from);
		await importKey(publicKey).catch((cause: unknown) => {
			throw new UserError('wrong_code', {}, { cause }); // no point on the curve
		});
		const enrolment = await this.#enrolments.get(`enrolment:${await sha256(bareCode(typed))}`);
		if (!enrolment || enrolment.expiresAt < this.now()) throw new UserError('wrong_code');
		await attempt.succeeded();
		const deviceId = `d${await keyIdOf(publicKey)}`;
		if (enrolment.usedBy && enrolment.usedBy !== deviceId) throw new UserError('code_used');
		await this.#enrolments.put({ ...enrolment, usedBy: deviceId }).catch((error: unknown) => {
			throw statusOf(error) === 409 ? new UserError('code_used') : error;
		});
		const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
		const { kty = '', crv = '', x = '', y = '' } = publicKey;
		const known = await this.#known.get(ids.device(deviceId));
		const device: Device = {
			_id: ids.device(deviceId),
			...(known ? { _rev: known._rev } : {}),
			kind: 'device',
			formatVersion: 1,
			stationId: enrolment.stationId,
			publicKey: { kty, crv, x, y },
			credentialHash: await sha256(secret),
			enrolledAt: known?.enrolledAt ?? this.now(),
			lastContact: this.now(),
			revoked: false
		};
		try {
			await this.#known.put(device);
		} finally {
			this.#written++;
			this.#devices.delete(deviceId);
			this.#callers?.forget(ids.device(deviceId));
		}
		return {
			stationId: enrolment.stationId,
			deviceId,
			credential: `${deviceId}.${secret}`,
			rootKey: this.keys.root,
			authority: this.keys.authority,
			site: await this.db.sites.get(ids.site(enrolment.stationId))
		};
	}

	/** Who a credential (`<deviceId>.<secret>`) belongs to; null when it is wrong or was revoked. */
	async authenticate(credential: string): Promise<Caller | null> {
		const [deviceId = '', secret = ''] = credential.split('.');
		const device = await this.#caller(ids.device(deviceId));
		if (!device || device.revoked || device.credentialHash !== (await sha256(secret))) return null;
		this.contacts.hear(deviceId, this.now());
		return { stationId: device.stationId, deviceId };
	}

	async #caller(id: string): Promise<Device | null> {
		const known = await this.#callers?.get(id);
		if (known) return known;
		const device = await this.#known.get(id);
		// Only what is there is remembered: ids that nobody has are endless.
		if (device) this.#callers?.hold(id, device);
		return device;
	}

	/** The public key of a station's device; undefined when there is none or it belongs to another station. */
	async deviceKey(stationId: string, deviceId: string): Promise<CryptoKey | undefined> {
		const device = await this.device(deviceId);
		return device?.stationId === stationId ? device.key : undefined;
	}

	/** Does a change again, upon what is there now, when another was quicker. */
	async #again(change: () => Promise<void>): Promise<void> {
		for (let tries = 1; ; tries++) {
			try {
				return await this.counting.run(change);
			} catch (error) {
				if (statusOf(error) !== 409 || tries >= mostTries) throw error;
			}
		}
	}

	/** A site document this hub wrote itself. */
	async #read(envelope: Envelope): Promise<Placed<Site>> {
		const site = JSON.parse(envelope.signed) as Site;
		return { ...site, units: await this.#unitsOf(site) };
	}

	async #unitsOf({ units, org }: Pick<Site, 'units' | 'org'>): Promise<OrgPath> {
		return units ?? this.units.ofNames(org);
	}

	async #put(site: Placed<Site>): Promise<void> {
		const org = (await this.units.tree()).names(site.units);
		const body: JsonObject = { ...site, org };
		const before = await notFoundIsNull(this.db.sites.get(site.id));
		if (before) {
			const { _rev, ...state } = before;
			const { counter } = await this.#read(before);
			const past = { ...state, _id: ids.pastSite(site.stationId, counter) };
			// Killed between the two writes it is there already, and the same.
			await this.db.sites.put(past).catch((error: unknown) => {
				if (statusOf(error) !== 409) throw error;
			});
		}
		const envelope = await seal(this.keys.online, { id: site.id, kind: 'site', formatVersion: 1 }, body);
		try {
			await this.db.sites.put({ ...envelope, ...(before ? { _rev: before._rev } : {}) });
		} finally {
			this.#written++;
			this.#histories.delete(site.stationId);
			this.#siteRevs?.forget(site.id);
		}
	}
}
