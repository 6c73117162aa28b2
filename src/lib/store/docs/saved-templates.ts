import { MediaRef } from '$lib/lesson';
import * as v from 'valibot';
import { namesToUnits, type DocumentKind } from './kind';
import { OrgPath } from './org-path';

/** `template:<templateId>` in `lessons`: a lesson that an author keeps to start others from. */
export const SavedTemplate = v.object({
	_id: v.string(),
	_rev: v.optional(v.string()),
	kind: v.literal('template'),
	formatVersion: v.literal(2),
	templateId: v.string(),
	title: v.string(),
	summary: v.string(),
	cover: v.nullable(MediaRef),
	owner: v.string(),
	branch: OrgPath,
	/** Whether all authors of the branch, and of those below it, may use it. */
	shared: v.boolean(),
	savedAt: v.number(),
	/** When its owner took it away, in ms; until it is gone for good this can be undone. */
	removedAt: v.nullable(v.number()),
	/** SHA-256 of every file the lesson names. */
	media: v.array(v.string()),
	/** A lesson as stored, possibly of a newer format. */
	lesson: v.unknown()
});
export type SavedTemplate = v.InferOutput<typeof SavedTemplate>;

/** Form 1 said by names where it belongs. */
export const templateKind: DocumentKind<SavedTemplate> = {
	kind: 'template',
	formatVersion: 2,
	schema: SavedTemplate,
	steps: { 1: namesToUnits }
};
