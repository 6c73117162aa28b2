import * as v from 'valibot';
import type { DocumentKind } from './kind';
import { orgLevels, OrgPart } from './org-path';

/** A unit as it was from some moment (ISO 8601) on. */
export const UnitState = v.object({ from: v.string(), name: OrgPart, parent: v.nullable(OrgPart) });
export type UnitState = v.InferOutput<typeof UnitState>;

/** `unit:<unitId>` in `units`: a place of the programme. Renamed or moved, it is the same one in a further state. */
export const Unit = v.object({
	_id: v.string(),
	_rev: v.optional(v.string()),
	kind: v.literal('unit'),
	formatVersion: v.literal(1),
	unitId: OrgPart,
	level: v.picklist(orgLevels),
	/** Its official code (GB/T 2260 and what continues it); null where none was given. */
	code: v.nullable(v.string()),
	/** Oldest first. */
	states: v.pipe(v.array(UnitState), v.minLength(1))
});
export type Unit = v.InferOutput<typeof Unit>;

export const unitKind: DocumentKind<Unit> = { kind: 'unit', formatVersion: 1, schema: Unit, steps: {} };
