import { basename } from 'node:path';

const { COUCHDB_URL } = process.env;

/** The `COUCHDB_URL` for the hub over a data folder: names of their own where stories run on a CouchDB, none otherwise. */
export function couchUrl(data: string): string {
	if (!COUCHDB_URL) return '';
	const folder = basename(data)
		.toLowerCase()
		.replaceAll(/[^a-z0-9]/g, '');
	return new URL(`/yuanke-story-${folder}-`, COUCHDB_URL).href;
}

/** Asks the CouchDB that stories run on. */
function ask(path: string, method = 'GET'): Promise<Response> {
	const { origin, username, password } = new URL(COUCHDB_URL ?? '');
	const authorization = `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}`;
	return fetch(`${origin}/${path}`, { method, headers: { authorization } });
}

const prefixOf = (data: string) => new URL(couchUrl(data)).pathname.slice(1);

/** Asks a database of the hub over a data folder. */
export const askDatabase = (data: string, name: string, path: string): Promise<Response> =>
	ask(`${prefixOf(data)}${name}/${path}`);

/** Removes what the hub over a data folder kept in the CouchDB. */
export async function removeFromCouch(data: string): Promise<void> {
	if (!COUCHDB_URL) return;
	const prefix = prefixOf(data);
	const range = `?startkey="${prefix}"&endkey="${prefix}~"`;
	for (const name of (await (await ask(`_all_dbs${range}`)).json()) as string[]) await ask(name, 'DELETE');
}
