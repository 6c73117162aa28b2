import { sha256 } from '$lib/base';
import * as v from 'valibot';
import { OrgNames, OrgPath } from './org-path';

/** A file by content: what a signed document says of a blob it names. */
export const BlobRef = v.object({ sha256: v.string(), size: v.number() });
export type BlobRef = v.InferOutput<typeof BlobRef>;

/**
 * Body of `catalogue:head`: what a complete catalogue holds, of which life of the databases, and when that was so. `counter` rises
 * with every head, over restores too.
 */
export const CatalogueHead = v.object({
	id: v.string(),
	generation: v.string(),
	counter: v.number(),
	at: v.string(),
	/** Counter of the authority that holds: which keys sign for the hub. */
	authority: v.number(),
	/** How many documents there are besides the head. */
	count: v.number(),
	/** SHA-256 over their sorted `id rev` lines ({@link catalogueHash}). */
	hash: v.string()
});
export type CatalogueHead = v.InferOutput<typeof CatalogueHead>;

/** The hash of a catalogue's head over `id rev` of all its other documents, in any order. */
export const catalogueHash = (lines: Iterable<string>): Promise<string> =>
	sha256([...lines].sort().join('\n'));

/** A PIN as PBKDF2 (see base/pin). */
export const PinHash = v.object({ salt: v.string(), hash: v.string() });
export type PinHash = v.InferOutput<typeof PinHash>;

/** Someone who learns at a station. */
export const RosterPerson = v.object({ id: v.string(), name: v.string(), pin: v.nullable(PinHash) });
export type RosterPerson = v.InferOutput<typeof RosterPerson>;

/** Body of `site:<stationId>`: everything the hub tells one station about itself. */
export const Site = v.object({
	id: v.string(),
	stationId: v.string(),
	name: v.string(),
	/** Where it is, by the names of that day. */
	org: OrgNames,
	/** The same by the ids of its units; the first did not say. */
	units: v.optional(OrgPath),
	people: v.array(RosterPerson),
	keeperPin: PinHash,
	/** Rises with every change, so that an older document is never taken for a newer one. */
	counter: v.number(),
	at: v.string()
});
export type Site = v.InferOutput<typeof Site>;

/** Body of `receipt:<deviceId>`: how far the hub holds a device's unbroken chain. `page` is 0 when it holds none. */
export const Receipt = v.object({
	id: v.string(),
	deviceId: v.string(),
	page: v.number(),
	head: v.nullable(v.string()),
	/** The first page missing while later ones are here; null without a gap. */
	waitingFor: v.nullable(v.number()),
	at: v.string()
});
export type Receipt = v.InferOutput<typeof Receipt>;

/** Ids of documents, in one place. Numbers are padded so that ids sort as they count. */
export const ids = {
	release: (lessonId: string, number: number) => `release:${lessonId}:${String(number).padStart(4, '0')}`,
	catalogueHead: 'catalogue:head',
	site: (stationId: string) => `site:${stationId}`,
	/** What a station was told about itself before. */
	pastSite: (stationId: string, counter: number) =>
		`past-site:${stationId}:${String(counter).padStart(14, '0')}`,
	receipt: (deviceId: string) => `receipt:${deviceId}`,
	page: (stationId: string, deviceId: string, page: number) =>
		`ledger:${stationId}:${deviceId}:${String(page).padStart(8, '0')}`,
	draft: (draftId: string) => `draft:${draftId}`,
	version: (draftId: string, number: number) => `version:${draftId}:${String(number).padStart(6, '0')}`,
	bank: (id: string) => `bank:${id}`,
	package: (lessonId: string) => `package:${lessonId}`,
	comment: (draftId: string, id: string) => `comment:${draftId}:${id}`,
	template: (templateId: string) => `template:${templateId}`,
	account: (normalisedName: string) => `account:${normalisedName}`,
	device: (deviceId: string) => `device:${deviceId}`
} as const;
