import type { DatabaseName } from '$lib/store/node';

/** Who may call: a station's device, a signed-in account, nobody known. */
export const callers = ['station', 'account', 'anyone'] as const;
export type CallerKind = (typeof callers)[number];

/**
 * What can be asked of a database: `read` everything in it, `own` one document that is about the caller, `push` new
 * documents under the caller's name, `checkpoint` for replication, `write` anything else.
 */
export const verbs = ['read', 'own', 'push', 'checkpoint', 'write'] as const;
export type Verb = (typeof verbs)[number];

/** The whole table; what is not listed is refused. Nobody writes through the gateway but by `push`. */
const allowed: Partial<Record<DatabaseName, Partial<Record<CallerKind, Verb[]>>>> = {
	catalogue: { station: ['read'], account: ['read'] },
	sites: { station: ['own'] },
	receipts: { station: ['own'] },
	records: { station: ['push', 'checkpoint'] }
};

/** Whether the gateway lets a caller do something with a database. */
export function allows(database: DatabaseName, caller: CallerKind, verb: Verb): boolean {
	return allowed[database]?.[caller]?.includes(verb) ?? false;
}
