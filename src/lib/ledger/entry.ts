import * as v from 'valibot';
import { entryKinds } from './kinds';
import { Id, Text } from './kinds/parts';

/** How a person was known when an entry was made. */
export const identifiedBy = ['list', 'pin', 'keeper', 'station'] as const;
export type IdentifiedBy = (typeof identifiedBy)[number];

/** What was recorded: a body of one of the {@link entryKinds}. */
export const EntryBody = v.variant('kind', Object.values(entryKinds));
export type EntryBody = v.InferOutput<typeof EntryBody>;

/** Who an entry is about, and how that was known. `name` is as it stood in the roster. */
export const EntryPerson = v.object({ id: Id, name: Text, how: v.picklist(identifiedBy) });
export type EntryPerson = v.InferOutput<typeof EntryPerson>;

/**
 * One recorded fact. `seq` counts over a device's whole life without gaps; `at` is the station's clock, `monotonic` the
 * milliseconds since this run of the station (`bootId`) began, which no wrong clock can change.
 */
export const Entry = v.object({
	seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
	at: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), v.isoTimestamp()),
	bootId: Text,
	monotonic: v.pipe(v.number(), v.minValue(0)),
	by: EntryPerson,
	body: EntryBody
});
export type Entry = v.InferOutput<typeof Entry>;

/** What every entry will always hold, whatever program wrote it. */
const AnyEntry = v.looseObject({ seq: v.number(), body: v.looseObject({ kind: v.string() }) });

/** An entry as this program understands it: `newer` when its kind is not known here yet, `invalid` when it makes no sense. */
export type EntryRead = { state: 'known'; entry: Entry } | { state: 'newer' | 'invalid' };

/**
 * Reads an entry of a page that may have been written by another version of the program. Never throws: a page that was
 * well signed is kept whatever its entries say, or its chain would stand still for ever.
 */
export function readEntry(raw: unknown): EntryRead {
	const known = v.safeParse(Entry, raw);
	if (known.success) return { state: 'known', entry: known.output };
	const any = v.safeParse(AnyEntry, raw);
	return { state: any.success && !Object.hasOwn(entryKinds, any.output.body.kind) ? 'newer' : 'invalid' };
}
