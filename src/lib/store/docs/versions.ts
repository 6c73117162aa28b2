import * as v from 'valibot';
import { namesToUnits, type DocumentKind } from './kind';
import { OrgPath } from './org-path';

/**
 * Why a version was kept: `named` by a person, at a `release`, before a `restore`, because a new `day` of writing began, or as
 * the side not taken after a `conflict`. Versions of `restore` and `day` are thinned out, the others stay.
 */
export const versionReasons = ['named', 'release', 'restore', 'day', 'conflict'] as const;
export type VersionReason = (typeof versionReasons)[number];

/** `version:<draftId>:<number>` in `lessons`: a draft as it was at some moment. Written once by the hub, never changed. */
export const Version = v.object({
	_id: v.string(),
	_rev: v.optional(v.string()),
	kind: v.literal('version'),
	formatVersion: v.literal(2),
	draftId: v.string(),
	/** Where its draft belongs; the first versions did not say. */
	branch: v.optional(OrgPath),
	number: v.number(),
	/** Made where the version was asked for, so that asking twice keeps it once. */
	key: v.string(),
	reason: v.picklist(versionReasons),
	/** In the author's words, or the release's number; empty when the reason says all. */
	name: v.string(),
	at: v.number(),
	by: v.string(),
	title: v.string(),
	/** The files the lesson names, as in a draft. */
	media: v.array(v.string()),
	awaited: v.optional(v.record(v.string(), v.string())),
	/** A lesson as stored, possibly of a newer format. */
	lesson: v.unknown()
});
export type Version = v.InferOutput<typeof Version>;

/** Form 1 said by names where it belongs. */
export const versionKind: DocumentKind<Version> = {
	kind: 'version',
	formatVersion: 2,
	schema: Version,
	steps: { 1: namesToUnits }
};
