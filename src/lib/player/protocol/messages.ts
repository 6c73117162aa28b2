import type { JsonObject } from '$lib/base';
import * as v from 'valibot';
import { KeptStorage } from './kept';

/** Which SCORM run-time API a package speaks. */
export const scormVersions = ['1.2', '2004'] as const;
export type ScormVersion = (typeof scormVersions)[number];

const LaunchId = v.pipe(v.string(), v.regex(/^[0-9a-z]{20,40}$/));
const Thing = v.custom<JsonObject>((value) => !!value && typeof value === 'object' && !Array.isArray(value));

const Path = v.pipe(v.string(), v.maxLength(2000));
const Short = v.pipe(v.string(), v.maxLength(100_000));

/** One call of the SCORM API: what was asked, what was answered, and the error code that followed (`0`: none). */
export const ApiCall = v.object({
	name: Short,
	args: v.array(Short),
	result: Short,
	error: Short
});
export type ApiCall = v.InferOutput<typeof ApiCall>;

const Button = v.picklist(['open', 'closed', 'ends', 'hidden']);

/** A table of contents. */
export const Contents = v.object({
	/** The step that is open. */
	here: v.nullable(Short),
	previous: Button,
	next: Button,
	/** Whether the step that is open ended its session: what shows is only left over. */
	ended: v.boolean(),
	entries: v.pipe(
		v.array(
			v.object({
				id: Short,
				title: Short,
				/** 0 for the outermost. */
				depth: v.number(),
				/** A folder is a heading; where it is open, choosing it opens its first step. */
				folder: v.boolean(),
				reached: v.object({
					begun: v.boolean(),
					completion: v.picklist(['completed', 'incomplete']),
					success: v.picklist(['passed', 'failed', 'unknown']),
					scaled: v.nullable(v.number())
				}),
				open: v.boolean(),
				/** Why it is not: other steps come first (`needs` has their titles), the course has an order, or it is closed. */
				why: v.picklist(['', 'needs', 'order', 'closed']),
				needs: v.array(Short)
			})
		),
		v.maxLength(5000)
	)
});
export type Contents = v.InferOutput<typeof Contents>;

/** What the frame page itself says to the learner, around what the package shows. */
export const FrameWords = v.object({
	/** Names of the layer over the lesson, and of its button. */
	window: v.string(),
	close: v.string(),
	/** In front of an address that is not in the package. */
	online: v.string(),
	/** Beside a document that only the app can show, and on the button that asks for it. */
	document: v.string(),
	openDocument: v.string(),
	/** The same for a file that can only be saved. */
	file: v.string(),
	saveFile: v.string()
});
export type FrameWords = v.InferOutput<typeof FrameWords>;

/** Seconds of a step's ended sessions: those `cmi.total_time` counts, and those of the attempt that runs. */
export const SecondsBefore = v.object({
	total: v.pipe(v.number(), v.minValue(0)),
	attempt: v.pipe(v.number(), v.minValue(0))
});
export type SecondsBefore = v.InferOutput<typeof SecondsBefore>;

/** One step's part of a commit. */
export const StepCommit = v.object({
	id: v.string(),
	/** The data model; empty where an attempt begins that knows nothing of the one before. */
	cmi: Thing,
	/** Counts the sessions of this launch. */
	session: v.pipe(v.number(), v.integer()),
	/** Whether the step ended its session with it. */
	final: v.boolean(),
	before: SecondsBefore
});
export type StepCommit = v.InferOutput<typeof StepCommit>;

/** What was kept of a step. */
export const SavedStep = v.object({
	cmi: Thing,
	/** Whether its last session ended. */
	final: v.boolean(),
	/** Seconds of all its sessions. */
	before: SecondsBefore
});
export type SavedStep = v.InferOutput<typeof SavedStep>;

/** A text of a package, with its type; null for a file that is there but was not brought. */
export const PackageText = v.object({ path: v.string(), file: v.nullable(v.instance(Blob)) });
export type PackageText = v.InferOutput<typeof PackageText>;

/** What a page did not get: refused by its policy, not there, or a script that broke. */
export const Trouble = v.object({ what: v.picklist(['refused', 'failed', 'broke']), text: Short });
export type Trouble = v.InferOutput<typeof Trouble>;

/** How much there is to see in a page and its frames. */
export const Seen = v.object({ letters: v.number(), things: v.number() });
export type Seen = v.InferOutput<typeof Seen>;

/** What the app tells the frame page, by `postMessage` to the content origin. */
export const ToFrame = v.variant('type', [
	/** Empty every store of the content origin; answered by `wiped`. */
	v.object({ type: v.literal('wipe') }),
	/** Start a package; a `MessagePort` for its files is transferred. */
	v.object({
		type: v.literal('launch'),
		launch: LaunchId,
		/** A `Course`, and what was kept of it: a `CourseState`, and each of its steps. */
		course: Thing,
		state: v.nullable(Thing),
		saved: v.record(v.string(), SavedStep),
		learner: v.object({ id: v.string(), name: v.string() }),
		words: FrameWords,
		/** How large the learner wants letters, 1 is as they are made. */
		zoom: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(2)), 1),
		/** Whether the page around shows a button to leave: a lesson of ours then shows none of its own above. */
		wayOut: v.optional(v.boolean(), false),
		/** What the package kept for itself when this learner was last here. */
		kept: v.nullable(KeptStorage),
		/** For scripts that wait for them. */
		texts: v.optional(v.array(PackageText), []),
		/** Whether every call of the package is told. */
		trace: v.optional(v.boolean(), false),
		/** Whether it is told what its pages could not load. */
		watch: v.optional(v.boolean(), false)
	}),
	/** How much is there to see? Answered by `looked`. */
	v.object({ type: v.literal('look'), launch: LaunchId }),
	/** A new port for the files of a running launch (the worker was stopped and forgot the old one). */
	v.object({ type: v.literal('port'), launch: LaunchId }),
	/** Commit `number` is on the disk. */
	v.object({ type: v.literal('saved'), launch: LaunchId, number: v.number() }),
	/** The learner asks to go to another step; `target` with `choice`. */
	v.object({
		type: v.literal('go'),
		launch: LaunchId,
		to: v.picklist(['continue', 'previous', 'choice']),
		target: v.optional(v.string())
	}),
	/** Leave: blank the package, wait for its last commit to be saved, answer `left`. */
	v.object({ type: v.literal('leave'), launch: LaunchId })
]);
export type ToFrame = v.InferOutput<typeof ToFrame>;

/** What the frame page tells the app. Anything in it may have been said by the package itself. */
export const FromFrame = v.variant('type', [
	/** The frame page runs, served by its worker: it will open without a network. */
	v.object({ type: v.literal('ready') }),
	v.object({ type: v.literal('wiped') }),
	v.object({ type: v.literal('need-port'), launch: LaunchId }),
	v.object({
		type: v.literal('commit'),
		launch: LaunchId,
		/** Counts from 1 in each launch. */
		number: v.pipe(v.number(), v.integer(), v.minValue(1)),
		/** Null when only the state changed. */
		step: v.nullable(StepCommit),
		/** A `CourseState`. */
		state: Thing
	}),
	/** What there is, and what may be opened; told whenever it may have changed. */
	v.object({ type: v.literal('contents'), launch: LaunchId, contents: Contents }),
	/** The course, or its only step, says that it is over. */
	v.object({ type: v.literal('over'), launch: LaunchId }),
	/** It had said so, and began another session. */
	v.object({ type: v.literal('goes-on'), launch: LaunchId }),
	/** The time the step may take is over; it was ended, or goes on. */
	v.object({ type: v.literal('time-up'), launch: LaunchId, ended: v.boolean() }),
	/** The package called the SCORM API; told only when the launch asked for it. */
	v.object({ type: v.literal('call'), launch: LaunchId, ...ApiCall.entries }),
	/** A page could not load something, or a script of it broke; told only when the launch asked for it. */
	v.object({ type: v.literal('trouble'), launch: LaunchId, ...Trouble.entries }),
	/** What there is to see: letters, and pictures, films and things to press. */
	v.object({ type: v.literal('looked'), launch: LaunchId, ...Seen.entries }),
	/** What the package keeps for itself changed. */
	v.object({ type: v.literal('kept'), launch: LaunchId, kept: KeptStorage }),
	/** The learner asks to open a document of the package that the frame cannot show. */
	v.object({ type: v.literal('document'), launch: LaunchId, path: Path }),
	/** The package gives out a file of its own, or one that its scripts made. */
	v.object({
		type: v.literal('file'),
		launch: LaunchId,
		name: Path,
		from: v.union([v.object({ path: Path }), v.object({ file: v.instance(Blob) })])
	}),
	v.object({ type: v.literal('left'), launch: LaunchId }),
	v.object({ type: v.literal('failed'), why: v.string() })
]);
export type FromFrame = v.InferOutput<typeof FromFrame>;

/** What the worker asks the app for, over a launch's port. `end` is exclusive, null for "as you like". */
export const FileRequest = v.object({
	id: v.number(),
	path: Path,
	range: v.nullable(v.object({ start: v.number(), end: v.nullable(v.number()) }))
});
export type FileRequest = v.InferOutput<typeof FileRequest>;

/** The answer: null when the release has no such file. `start` is where `blob` begins in a file of `size` bytes. */
export interface FileAnswer {
	id: number;
	file: { type: string; size: number; start: number; blob: Blob } | null;
}

/** Largest part of a file answered at once to an open-ended `Range`, in bytes: a film is asked for as it plays. */
export const rangeCap = 2 * 1024 * 1024;
