import { UserError } from '$lib/base';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { couchFetch } from './couch-fetch';
import type { CouchPlace } from './couch-place';

const Welcome = v.object({ couchdb: v.literal('Welcome'), version: v.string() });
const People = v.optional(
	v.object({ names: v.optional(v.array(v.string()), []), roles: v.optional(v.array(v.string()), []) }),
	{ names: [], roles: [] }
);
const Security = v.object({ admins: People, members: People });
type Security = v.InferOutput<typeof Security>;

/** Older ones are refused: what this program relies on was never tried there. */
const oldest = [3, 3, 0];
/** Older ones work, but have a hole that an attacker who reaches their port can use (CVE-2026-107755). */
const sound = [3, 5, 3];

/** How often a database is tried to be made. */
const patientTries = 5;

/** Looks whether a CouchDB can be used. Throws as {@link couchFetch} and `UserError('hub_database_old' | 'hub_database_foreign')`; gives what to warn of. */
export async function checkServer(place: CouchPlace): Promise<UserError | null> {
	const address = place.server;
	const response = await couchFetch(place, `${address}/`);
	const read = v.safeParse(Welcome, await response.json().catch(() => null));
	if (!read.success) throw new UserError('hub_database_foreign', { address });
	const { version } = read.output;
	if (isBefore(version, oldest)) throw new UserError('hub_database_old', { version });
	return isBefore(version, sound) ? new UserError('hub_database_unsafe', { version }) : null;
}

/** Whether a database is there. */
export async function isThere(place: CouchPlace, name: string): Promise<boolean> {
	const { status } = await couchFetch(place, place.address(name), { method: 'HEAD' });
	if (status === 404) return false;
	return true;
}

/**
 * Makes a database where there is none and sees to it that only administrators and we ourselves read it. Gives whether it was
 * made now. Throws as {@link couchFetch}, `hub_database_open` when everybody may read it and we may not change that.
 */
export async function prepareDatabase(place: CouchPlace, name: string): Promise<boolean> {
	for (let tries = 1; ; tries++)
		try {
			return await prepareOnce(place, name);
		} catch (error) {
			// Two nodes of a cluster that make one database at the same time fail (500), and it is there.
			if (!(error instanceof UserError && error.code === 'hub_database_failing') || tries === patientTries)
				throw error;
			await pause(100 * tries);
		}
}

async function prepareOnce(place: CouchPlace, name: string): Promise<boolean> {
	const address = place.address(name);
	const made = !(await isThere(place, name));
	// Another hub process may make it at the same time (412).
	if (made) await couchFetch(place, address, { method: 'PUT' });
	const response = await couchFetch(place, `${address}/_security`);
	const { admins, members } = v.parse(Security, await response.json());
	if (members.names.length || members.roles.length) return made;
	const names = place.user === null ? [] : [place.user];
	const closed: Security = {
		admins: {
			names: [...new Set([...admins.names, ...names])],
			roles: [...new Set([...admins.roles, '_admin'])]
		},
		members: { names, roles: ['_admin'] }
	};
	await couchFetch(place, `${address}/_security`, {
		method: 'PUT',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(closed)
	}).catch((cause: unknown) => {
		throw cause instanceof UserError && cause.code === 'hub_database_password'
			? new UserError('hub_database_open', { name: place.prefix + name }, { cause })
			: cause;
	});
	return made;
}

function isBefore(version: string, wanted: number[]): boolean {
	const parts = version.split(/[.+-]/).map(Number);
	for (const [i, least] of wanted.entries()) {
		const part = parts[i] ?? 0;
		if (part !== least) return !(part > least);
	}
	return false;
}
