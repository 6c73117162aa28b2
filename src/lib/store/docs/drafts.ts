import * as v from 'valibot';
import { namesToUnits, type DocumentKind } from './kind';
import { OrgPath } from './org-path';

/** `draft:<draftId>` in `lessons`. `version` counts saves; `saveId` names the last one, so that a repeated save is known. */
export const Draft = v.object({
	_id: v.string(),
	_rev: v.optional(v.string()),
	kind: v.literal('draft'),
	formatVersion: v.literal(2),
	draftId: v.string(),
	lessonId: v.string(),
	/** The draft this one split off from, when a save came too late for it. */
	splitFrom: v.nullable(v.string()),
	branch: OrgPath,
	owner: v.string(),
	version: v.number(),
	saveId: v.string(),
	/** The try by which it was brought along, so that a repeated one is known. */
	broughtAs: v.optional(v.string()),
	savedAt: v.number(),
	savedBy: v.string(),
	title: v.string(),
	/** The draft that took this one's place when its author decided between the two; another save takes it up again. */
	settledInto: v.optional(v.string()),
	/** Thrown away by whom and when (ms): it can be brought back for a while, and a save brings it back. */
	removed: v.optional(v.object({ at: v.number(), by: v.string() })),
	/** SHA-256 of the files the lesson names, as far as who may read the draft may see them. */
	media: v.array(v.string()),
	/** The other files it names, with the name of who named them first: open as soon as that person has sent them. */
	awaited: v.optional(v.record(v.string(), v.string())),
	/** A lesson as stored, possibly of a newer format. */
	lesson: v.unknown()
});
export type Draft = v.InferOutput<typeof Draft>;

/** Form 1 said by names where it belongs. */
export const draftKind: DocumentKind<Draft> = {
	kind: 'draft',
	formatVersion: 2,
	schema: Draft,
	steps: { 1: namesToUnits }
};
