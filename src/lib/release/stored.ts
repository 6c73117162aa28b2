import { UserError } from '$lib/base';
import * as v from 'valibot';

const Formatted = v.looseObject({ formatVersion: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/**
 * Reads what is stored as JSON, of at most the format `newest`. Throws `UserError('format_newer')` when a newer program wrote it,
 * `UserError('release_damaged')` when it is not what it should be: every kind that is read so is part of a release.
 */
export function readStored<T>(text: string, schema: v.GenericSchema<unknown, T>, newest: number): T {
	const stored = parse(text);
	const head = v.safeParse(Formatted, stored);
	if (!head.success) throw new UserError('release_damaged', { why: 'no format' });
	if (head.output.formatVersion > newest) throw new UserError('format_newer');
	const read = v.safeParse(schema, stored);
	if (!read.success) throw new UserError('release_damaged', { why: v.getDotPath(read.issues[0]) ?? 'shape' });
	return read.output;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
