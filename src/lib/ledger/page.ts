import { seal, sha256, utf8, type Envelope, type JsonObject, type Signer } from '$lib/base';
import * as v from 'valibot';
import { Entry } from './entry';

/** A page is closed when it holds this many entries or bytes, and in any case before a push. */
export const pageLimits = { entries: 200, bytes: 32 * 1024 } as const;

/** The kind of every ledger page's envelope. */
export const pageKind = 'ledger-page';

/** The newest form of a page that this program writes and understands whole. */
export const pageFormat = 1;

const chained = {
	id: v.string(),
	stationId: v.string(),
	deviceId: v.string(),
	page: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99_999_999)),
	prev: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)))
};

/** Body of a closed page. `prev` is the hash of the page before (null for a device's first). */
export const Page = v.object({
	...chained,
	entries: v.pipe(v.array(Entry), v.minLength(1), v.maxLength(pageLimits.entries))
});
export type Page = v.InferOutput<typeof Page>;

/**
 * A page as far as every version of the program agrees on it: enough to chain and receipt it. Its entries are read one by one
 * (`readEntry`), because a newer program may have written some that are not known here.
 */
export const AnyPage = v.looseObject({
	...chained,
	formatVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
	entries: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(pageLimits.entries))
});
export type AnyPage = v.InferOutput<typeof AnyPage>;

/** The names of devices' pages begin with `ledger:<stationId>:<deviceId>:`. */
export const pagesOf = (stationId: string, deviceId: string): string => `ledger:${stationId}:${deviceId}:`;

/** `ledger:<stationId>:<deviceId>:<page, eight digits>` */
export function pageId(stationId: string, deviceId: string, page: number): string {
	return `${pagesOf(stationId, deviceId)}${String(page).padStart(8, '0')}`;
}

/** Reads a page id; null when it is none. */
export function parsePageId(id: string): { stationId: string; deviceId: string; page: number } | null {
	const parts = /^ledger:([0-9a-z]+):([0-9a-z]+):(\d{8})$/.exec(id);
	if (!parts) return null;
	const [, stationId = '', deviceId = '', page = ''] = parts;
	return { stationId, deviceId, page: Number(page) };
}

/** The hash by which the next page names this one: SHA-256 of the signed text. */
export const pageHash = (page: Pick<Envelope, 'signed'>): Promise<string> => sha256(page.signed);

/** The only revision a page may have, derived from its content, so that every road brings the same document. */
export async function pageRevision(page: Pick<Envelope, 'signed' | 'sig'>): Promise<string> {
	return `1-${(await sha256(`${page.signed}\n${page.sig}`)).slice(0, 32)}`;
}

/** How many of the first entries fit one page: at least one, at most the limits. */
export function fitPage(entries: Entry[]): number {
	let bytes = 0;
	let count = 0;
	for (const entry of entries) {
		// The signed text stands as text in the envelope's JSON: quotes and backslashes count as they will be written there.
		bytes += utf8(JSON.stringify(JSON.stringify(entry))).byteLength;
		if (count > 0 && (bytes > pageLimits.bytes || count >= pageLimits.entries)) break;
		count++;
	}
	return count;
}

/** Closes a page: signs its entries as the successor of `prev`. */
export async function closePage(by: Signer, page: Omit<Page, 'id'>): Promise<Envelope> {
	const id = pageId(page.stationId, page.deviceId, page.page);
	const body = { ...page } as unknown as JsonObject;
	const envelope = await seal(by, { id, kind: pageKind, formatVersion: pageFormat }, body);
	return { ...envelope, _rev: await pageRevision(envelope) };
}
