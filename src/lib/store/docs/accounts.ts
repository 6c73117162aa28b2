import * as v from 'valibot';
import { namesToUnits, type DocumentKind } from './kind';
import { OrgPath } from './org-path';

/** What a person may do, within the branch of their account. */
export const roles = ['administrator', 'official', 'author'] as const;
export type Role = (typeof roles)[number];

const stored = { _id: v.string(), _rev: v.optional(v.string()) };
const first = { ...stored, formatVersion: v.literal(1) };

/** `account:<normalised name>` */
export const Account = v.object({
	...stored,
	kind: v.literal('account'),
	formatVersion: v.literal(2),
	name: v.string(),
	roles: v.array(v.picklist(roles)),
	branch: OrgPath,
	/** scrypt, base64url; `cost` as RFC 7914 names it, Node's default where there is none. */
	password: v.object({
		salt: v.string(),
		hash: v.string(),
		cost: v.optional(v.object({ N: v.number(), r: v.number(), p: v.number() }))
	})
});
export type Account = v.InferOutput<typeof Account>;

/** Form 1 said by names where it belongs. */
export const accountKind: DocumentKind<Account> = {
	kind: 'account',
	formatVersion: 2,
	schema: Account,
	steps: { 1: namesToUnits }
};

/** `session:<SHA-256 of the token>`; times in ms. */
export const Session = v.object({
	...first,
	kind: v.literal('session'),
	account: v.string(),
	expiresAt: v.number()
});
export type Session = v.InferOutput<typeof Session>;

export const sessionKind: DocumentKind<Session> = {
	kind: 'session',
	formatVersion: 1,
	schema: Session,
	steps: {}
};

/** `enrolment:<SHA-256 of the code>`: a one-time code, used up by one successful write. */
export const Enrolment = v.object({
	...first,
	kind: v.literal('enrolment'),
	stationId: v.string(),
	expiresAt: v.number(),
	usedBy: v.nullable(v.string())
});
export type Enrolment = v.InferOutput<typeof Enrolment>;

export const enrolmentKind: DocumentKind<Enrolment> = {
	kind: 'enrolment',
	formatVersion: 1,
	schema: Enrolment,
	steps: {}
};

/** `device:<deviceId>`: one browser profile of a station, its public key and the hash of its credential. */
export const Device = v.object({
	...first,
	kind: v.literal('device'),
	stationId: v.string(),
	publicKey: v.object({ kty: v.string(), crv: v.string(), x: v.string(), y: v.string() }),
	credentialHash: v.string(),
	enrolledAt: v.number(),
	lastContact: v.number(),
	revoked: v.boolean()
});
export type Device = v.InferOutput<typeof Device>;

export const deviceKind: DocumentKind<Device> = {
	kind: 'device',
	formatVersion: 1,
	schema: Device,
	steps: {}
};
