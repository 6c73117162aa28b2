import { basename } from 'node:path';

const { COUCHDB_URL } = process.env;
const names = 'lessons catalogue sites records progress figures receipts accounts'.split(' ');

/** The `COUCHDB_URL` for the hub over a data folder: names of their own where stories run on a CouchDB, none otherwise. */
export function couchUrl(data: string): string {
	if (!COUCHDB_URL) return '';
	const folder = basename(data)
		.toLowerCase()
		.replaceAll(/[^a-z0-9]/g, '');
	return `${COUCHDB_URL.replace(/[^/]*$/, '')}yuanke-story-${folder}-`;
}

/** Asks the CouchDB of a hub; `name` is that of one of its databases. */
export function askCouch(data: string, name: string, method: 'GET' | 'DELETE', path = ''): Promise<Response> {
	const { href, username, password } = new URL(couchUrl(data));
	const authorization = `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}`;
	const address = href.replace(/\/\/[^@/]*@/, '//');
	return fetch(`${address}${name}${path}`, { method, headers: { authorization } });
}

/** Removes what the hub over a data folder kept in the CouchDB. */
export async function removeFromCouch(data: string): Promise<void> {
	if (COUCHDB_URL) for (const name of names) await askCouch(data, name, 'DELETE');
}
