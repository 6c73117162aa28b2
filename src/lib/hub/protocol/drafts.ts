import { get, post } from '$lib/base';
import { NewRemark, Remark } from '$lib/lesson/comments';
import { Version } from '$lib/store';
import * as v from 'valibot';
import { LessonText } from './lesson-text';

/** A draft as the hub has it. `savedAt` in ms since 1970. */
export const HubDraft = v.object({
	draftId: v.string(),
	version: v.number(),
	savedAt: v.number(),
	savedBy: v.string(),
	/** Whether saves of the one who asked would be taken; whoever may write also decides on suggestions. */
	mayEdit: v.boolean(),
	lesson: LessonText
});
export type HubDraft = v.InferOutput<typeof HubDraft>;

/** A state of the lesson to be kept on the hub, asked for where it is written, possibly long before it can be sent. */
export const VersionToKeep = v.object({
	/** Lets it be sent twice and kept once. */
	key: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
	/** Asked for under a name, or the state before an earlier one is brought back. */
	reason: v.picklist(['named', 'restore']),
	name: v.pipe(v.string(), v.maxLength(80)),
	/** In ms since 1970. */
	at: v.number(),
	/** A lesson of any version; which ones are read is for the hub to say. */
	lesson: v.unknown()
});
export type VersionToKeep = v.InferOutput<typeof VersionToKeep>;

/** One save of a draft. `base` is the version it was written upon; `saves` names this try and the unanswered ones before it, newest last. */
export const SaveRequest = v.object({
	base: v.number(),
	saves: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(100)),
	lesson: v.unknown(),
	/** Versions to keep before the lesson is saved. */
	versions: v.optional(v.pipe(v.array(VersionToKeep), v.maxLength(50)), [])
});
export type SaveRequest = v.InferInput<typeof SaveRequest>;

/** What came of a save: `split` when somebody else had saved meanwhile, so that this one became a draft of its own. */
export const Saved = v.object({
	draftId: v.string(),
	version: v.number(),
	savedAt: v.number(),
	split: v.boolean()
});
export type Saved = v.InferOutput<typeof Saved>;

/** Which of two texts written at the same time is the lesson from now on; `both` makes the later one a lesson of its own. */
export const Settling = v.picklist(['mine', 'theirs', 'both']);
export type Settling = v.InferOutput<typeof Settling>;

/** One earlier state of a lesson: `reason` says why it was kept, `name` is the author's word or the release's number. */
export const VersionRow = v.pick(Version, ['number', 'key', 'reason', 'name', 'at', 'by', 'title']);
export type VersionRow = v.InferOutput<typeof VersionRow>;

/** Where a release of a draft would go, and which one it would follow. */
export const ReleaseOutlook = v.object({
	/** What the branch is called; empty when it is all there is. */
	branch: v.string(),
	/** How many stations there are in that branch. */
	stations: v.number(),
	/** The newest release of the lesson; null before the first. `at` in ms. */
	last: v.nullable(v.object({ number: v.number(), at: v.number(), by: v.string() }))
});
export type ReleaseOutlook = v.InferOutput<typeof ReleaseOutlook>;

/** What is asked of a hub about drafts. */
export const drafts = {
	/** Takes in a lesson made elsewhere. `key` names this try: a repeated one gives the draft it made before. */
	bring: post(
		'/drafts',
		v.object({
			draftId: v.string(),
			/** The lesson was there already, so this is a copy. */ copy: v.boolean()
		}),
		v.object({ key: v.pipe(v.string(), v.minLength(8), v.maxLength(64)), lesson: v.unknown() })
	),
	open: get('/drafts/[draft]', HubDraft),
	save: post('/drafts/[draft]', Saved, SaveRequest),
	/** Decides between this draft, which split off another, and that other; gives the one to write on. */
	settle: post('/drafts/[draft]/settle', v.object({ draftId: v.string() }), v.object({ take: Settling })),
	/** Everything said about a draft. */
	comments: get('/drafts/[draft]/comments', v.array(Remark)),
	/** Says one thing more. */
	comment: post('/drafts/[draft]/comments', Remark, NewRemark),
	/** Newest first, without their texts. */
	versions: get('/drafts/[draft]/versions', v.array(VersionRow)),
	version: get('/drafts/[draft]/versions/[number]', LessonText),
	outlook: get('/drafts/[draft]/release', ReleaseOutlook),
	/** Releases a draft as it is saved now, and keeps it as a version. */
	release: post('/drafts/[draft]/release', v.object({ number: v.number() }))
};
