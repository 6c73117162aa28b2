import {
	base64url,
	hashPin,
	importKey,
	iso,
	keyIdOf,
	newCode,
	newId,
	normaliseCode,
	seal,
	SerialQueue,
	sha256,
	UserError,
	type Clock,
	type Envelope,
	type JsonObject
} from '$lib/base';
import { ids, inBranch, Site, type Device, type Enrolment, type OrgPath } from '$lib/store';
import type { Databases } from '$lib/store/node';
import type { Person as Learner } from '$lib/store';
import type { Person } from './accounts';
import type { RosterLine } from '../roster';
import { notFoundIsNull, prefix, statusOf } from './documents';
import type { RootKey } from './keys';
import { Tries } from './tries';

/** A device of a station that has proved who it is. */
export interface Caller {
	stationId: string;
	deviceId: string;
}

/** A row of the officials' list. `lastContact` in ms, null when the station never called. */
export interface StationRow {
	stationId: string;
	name: string;
	org: OrgPath;
	people: number;
	devices: number;
	lastContact: number | null;
}

/** What a station gets when its code was right. */
export interface EnrolmentAnswer {
	stationId: string;
	deviceId: string;
	credential: string;
	rootKey: JsonWebKey;
	site: Envelope;
}

const codeLife = 7 * 24 * 3600_000;

/** Stations, their rosters, one-time codes and devices. */
export class Stations {
	readonly #tries = new Tries({ pair: 30, address: 30, name: 1e9 });
	/** When each device called last. Kept here: most calls find nothing new, and must cost the disk nothing. */
	readonly #contacts = new Map<string, number>();
	/** One PIN at a time: a roster's worth of hashing must not take every thread from sign-ins and databases. */
	readonly #pins = new SerialQueue();

	constructor(
		private readonly db: Pick<Databases, 'sites' | 'accounts'>,
		private readonly key: RootKey,
		private readonly now: Clock
	) {}

	/** Makes a station with its roster; `org` ends in the village. Gives its id. */
	async create(station: string, org: OrgPath, people: RosterLine[], keeperPin: string): Promise<string> {
		const stationId = newId(12);
		const hash = (pin: string) => this.#pins.run(() => hashPin(pin));
		const learners: Learner[] = await Promise.all(
			people.map(async ({ name, pin }) => ({ id: newId(8), name, pin: pin ? await hash(pin) : null }))
		);
		await this.#put({
			id: ids.site(stationId),
			stationId,
			name: station,
			org,
			people: learners,
			keeperPin: await hash(keeperPin),
			counter: 1,
			at: iso(this.now())
		});
		return stationId;
	}

	/** A station's site document as it was signed. Throws `UserError('not_found')`. */
	async site(stationId: string): Promise<Site> {
		const envelope = await notFoundIsNull(this.db.sites.get(ids.site(stationId)));
		if (!envelope) throw new UserError('not_found');
		return readSite(envelope);
	}

	/** Stations in a person's branch, by name. */
	async list(by: Person): Promise<StationRow[]> {
		const [sites, devices] = await Promise.all([
			this.db.sites.allDocs(prefix('site:')),
			this.db.accounts.allDocs(prefix('device:'))
		]);
		const contacts = new Map<string, number[]>();
		for (const { doc } of devices.rows) {
			if (doc?.kind !== 'device') continue;
			const last = Math.max(doc.lastContact, this.#contacts.get(doc._id) ?? 0);
			contacts.set(doc.stationId, [...(contacts.get(doc.stationId) ?? []), last]);
		}
		return sites.rows
			.flatMap(({ doc }) => (doc ? [readSite(doc)] : []))
			.filter((site) => inBranch(site.org, by.branch))
			.map((site) => {
				const seen = contacts.get(site.stationId) ?? [];
				return {
					stationId: site.stationId,
					name: site.name,
					org: site.org,
					people: site.people.length,
					devices: seen.length,
					lastContact: seen.length ? Math.max(...seen) : null
				};
			})
			.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
	}

	/** A new one-time code for a station, good for a week and for one device. */
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
		await this.db.accounts.put(enrolment);
		return code;
	}

	/**
	 * Uses a code up and makes a device of its station. A device that lost the answer may ask again with the same code and key.
	 * Throws `UserError('wrong_code' | 'code_used' | 'too_many_tries')`.
	 */
	async enrol(typed: string, publicKey: JsonWebKey, from: string): Promise<EnrolmentAnswer> {
		const attempt = await this.#tries.begin('enrol', from);
		await importKey(publicKey).catch((cause: unknown) => {
			throw new UserError('wrong_code', {}, { cause }); // no point on the curve
		});
		const enrolment = (await notFoundIsNull(
			this.db.accounts.get(`enrolment:${await sha256(normaliseCode(typed))}`)
		)) as Enrolment | null;
		if (!enrolment || enrolment.expiresAt < this.now()) throw new UserError('wrong_code');
		await attempt.succeeded();
		const deviceId = `d${await keyIdOf(publicKey)}`;
		if (enrolment.usedBy && enrolment.usedBy !== deviceId) throw new UserError('code_used');
		await this.db.accounts.put({ ...enrolment, usedBy: deviceId }).catch((error: unknown) => {
			throw statusOf(error) === 409 ? new UserError('code_used') : error;
		});
		const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
		const { kty = '', crv = '', x = '', y = '' } = publicKey;
		const known = await notFoundIsNull(this.db.accounts.get(ids.device(deviceId)));
		const device: Device = {
			_id: ids.device(deviceId),
			...(known ? { _rev: known._rev } : {}),
			kind: 'device',
			formatVersion: 1,
			stationId: enrolment.stationId,
			publicKey: { kty, crv, x, y },
			credentialHash: await sha256(secret),
			enrolledAt: this.now(),
			lastContact: this.now(),
			revoked: false
		};
		await this.db.accounts.put(device);
		return {
			stationId: enrolment.stationId,
			deviceId,
			credential: `${deviceId}.${secret}`,
			rootKey: this.key.publicJwk,
			site: await this.db.sites.get(ids.site(enrolment.stationId))
		};
	}

	/** Who a credential (`<deviceId>.<secret>`) belongs to; null when it is wrong or was revoked. */
	async authenticate(credential: string): Promise<Caller | null> {
		const [deviceId = '', secret = ''] = credential.split('.');
		const device = (await notFoundIsNull(this.db.accounts.get(ids.device(deviceId)))) as Device | null;
		if (!device || device.revoked || device.credentialHash !== (await sha256(secret))) return null;
		this.#contacts.set(device._id, this.now());
		return { stationId: device.stationId, deviceId };
	}

	/** The public key of a station's device; undefined when there is none or it belongs to another station. */
	async deviceKey(stationId: string, deviceId: string): Promise<CryptoKey | undefined> {
		const device = (await notFoundIsNull(this.db.accounts.get(ids.device(deviceId)))) as Device | null;
		return device?.stationId === stationId ? importKey(device.publicKey) : undefined;
	}

	/**
	 * Writes down when devices called last, of those that were heard of since it was written. The hub does so once a day and
	 * when it closes; one that falls forgets a day at most.
	 */
	async keepContacts(): Promise<void> {
		const heard = [...this.#contacts.keys()];
		if (!heard.length) return;
		const { rows } = await this.db.accounts.allDocs({ keys: heard, include_docs: true });
		const later = rows.flatMap((row) => {
			const doc = 'doc' in row ? row.doc : null;
			const lastContact = this.#contacts.get(doc?._id ?? '') ?? 0;
			return doc?.kind === 'device' && lastContact > doc.lastContact ? [{ ...doc, lastContact }] : [];
		});
		// A device that was changed meanwhile is written with the next.
		if (later.length) await this.db.accounts.bulkDocs(later);
	}

	async #put(site: Site): Promise<void> {
		const body: JsonObject = { ...site };
		const before = await notFoundIsNull(this.db.sites.get(site.id));
		const envelope = await seal(this.key.signer, { id: site.id, kind: 'site', formatVersion: 1 }, body);
		await this.db.sites.put({ ...envelope, ...(before ? { _rev: before._rev } : {}) });
	}
}

/** Reads a site document this hub wrote itself. */
function readSite(envelope: Envelope): Site {
	return JSON.parse(envelope.signed) as Site;
}
