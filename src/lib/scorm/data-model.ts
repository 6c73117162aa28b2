import type { JsonObject } from '$lib/base';
import type { ScormVersion } from './version';

/** One answered interaction as a package recorded it. */
export interface ReadInteraction {
	/** The package's own name for it; ours are `q<sid>`. */
	id: string;
	type: string;
	response: string;
	/** null when the package left it open or neutral. */
	correct: boolean | null;
	/** What was asked, where the package says so (SCORM 2004). */
	description: string;
	/** The right answers, as the package has them. */
	patterns: string[];
}

/** What a data model says, in one form for both versions of SCORM. */
export interface Standing {
	completion: 'completed' | 'incomplete';
	success: 'passed' | 'failed' | 'unknown';
	/** -1 to 1, null while there is no score. */
	scaled: number | null;
	/** Seconds the package reports for this sitting, null when it reports none. */
	sittingSeconds: number | null;
	interactions: ReadInteraction[];
	suspended: boolean;
	/** How the step left (`cmi.exit`); empty where it says nothing. */
	exit: string;
}

/** Reads a committed data model (the object under `cmi`). Fields a package filled badly read as not filled. */
export function readStanding(cmi: JsonObject, version: ScormVersion): Standing {
	return version === '1.2' ? read12(cmi) : read2004(cmi);
}

/** What a data model is filled with, besides what was saved. */
export interface Seeds {
	learner: { id: string; name: string };
	/** Spent in it so far. */
	seconds: number;
	/** Elements the manifest decides (`launch_data` and others), as they stand under `cmi`. */
	given?: JsonObject;
	/** Whether it goes on even though the package did not ask for it (the learner left, or the power failed). */
	resumed?: boolean;
}

/**
 * The data model to begin a session with: what was saved, less what belongs to one session. Time is counted by the app
 * (`seconds` so far), because engines fold it into the total in ways that count it twice.
 */
export function seedDataModel(
	saved: JsonObject | null,
	version: ScormVersion,
	{ learner, seconds, given = {}, resumed = false }: Seeds
): JsonObject {
	const resume = saved !== null && (resumed || readStanding(saved, version).suspended);
	const entry = saved === null ? 'ab-initio' : resume ? 'resume' : '';
	if (version === '1.2') {
		const { session_time: _, exit: __, ...core } = object(saved?.core);
		return {
			...withoutComputed(saved),
			...given,
			core: {
				...core,
				student_id: learner.id,
				student_name: learner.name,
				entry,
				credit: 'credit',
				lesson_mode: 'normal',
				total_time: time12(seconds)
			}
		};
	}
	const { session_time: _, exit: __, ...rest } = withoutComputed(saved);
	return {
		...rest,
		...given,
		learner_id: learner.id,
		learner_name: learner.name,
		entry,
		credit: 'credit',
		mode: 'normal',
		total_time: `PT${Math.round(seconds * 100) / 100}S`
	};
}

/**
 * A SCORM 1.2 data model with the manifest's pass mark applied to the score of a step that says it is over (1.2 RTE
 * 3.4.4, `student_data.mastery_score`). One that is suspended or has no score is left as it is.
 */
export function withMastery(cmi: JsonObject, masteryScore: number | null): JsonObject {
	const core = object(cmi.core);
	const raw = number(object(core.score).raw);
	const over = ['completed', 'passed', 'failed'].includes(text(core.lesson_status));
	if (masteryScore === null || raw === null || !over) return cmi;
	return { ...cmi, core: { ...core, lesson_status: raw >= masteryScore ? 'passed' : 'failed' } };
}

/** Counts and child lists are the engine's to compute. */
function withoutComputed(saved: JsonObject | null): JsonObject {
	return Object.fromEntries(Object.entries(saved ?? {}).filter(([name]) => !name.startsWith('_')));
}

function read12(cmi: JsonObject): Standing {
	const core = object(cmi.core);
	const status = text(core.lesson_status);
	const raw = number(object(core.score).raw);
	const max = number(object(core.score).max) ?? 100;
	return {
		completion: ['completed', 'passed', 'failed'].includes(status) ? 'completed' : 'incomplete',
		success: status === 'passed' || status === 'failed' ? status : 'unknown',
		scaled: raw === null || max <= 0 ? null : clamp(raw / max),
		sittingSeconds: seconds12(text(core.session_time)),
		suspended: text(core.exit) === 'suspend',
		exit: text(core.exit),
		interactions: children(cmi.interactions).map((it) => ({
			id: text(it.id),
			type: text(it.type),
			response: text(it.student_response),
			correct: result(text(it.result)),
			description: '',
			patterns: patterns(it)
		}))
	};
}

function read2004(cmi: JsonObject): Standing {
	const success = text(cmi.success_status);
	const scaled = number(object(cmi.score).scaled);
	return {
		completion: text(cmi.completion_status) === 'completed' ? 'completed' : 'incomplete',
		success: success === 'passed' || success === 'failed' ? success : 'unknown',
		scaled: scaled === null ? null : clamp(scaled),
		sittingSeconds: seconds2004(text(cmi.session_time)),
		suspended: text(cmi.exit) === 'suspend',
		exit: text(cmi.exit),
		interactions: children(cmi.interactions).map((it) => ({
			id: text(it.id),
			type: text(it.type),
			response: text(it.learner_response),
			correct: result(text(it.result)),
			description: text(it.description),
			patterns: patterns(it)
		}))
	};
}

/** The engine renders collections as arrays, as objects with `childArray`, or with numbers as names. */
function children(value: unknown): JsonObject[] {
	if (Array.isArray(value)) return value.map(object);
	const holder = object(value);
	if (Array.isArray(holder.childArray)) return holder.childArray.map(object);
	return Object.keys(holder)
		.filter((name) => /^\d+$/.test(name))
		.sort((a, b) => Number(a) - Number(b))
		.map((name) => object(holder[name]));
}

const patterns = (it: JsonObject) =>
	children(it.correct_responses).flatMap(({ pattern }) => text(pattern) || []);

function result(value: string): boolean | null {
	if (value === 'correct') return true;
	// A number is the share that was right: less than all of it is not right.
	if (value !== '' && Number.isFinite(Number(value))) return Number(value) >= 1;
	return value === 'wrong' || value === 'incorrect' ? false : null;
}

function object(value: unknown): JsonObject {
	return value && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {};
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function number(value: unknown): number | null {
	const read = text(value).trim();
	return read !== '' && Number.isFinite(Number(read)) ? Number(read) : null;
}

const clamp = (value: number) => Math.max(-1, Math.min(1, value));

/** CMITimespan, `HHHH:MM:SS.SS` (SCORM 1.2 RTE 3.4.2.1). */
export function seconds12(value: string): number | null {
	const [, h, min, s] = /^(\d{2,4}):(\d{2}):(\d{2}(?:\.\d{1,2})?)$/.exec(value) ?? [];
	return h === undefined ? null : Number(h) * 3600 + Number(min) * 60 + Number(s);
}

function time12(seconds: number): string {
	const pad = (n: number, width: number) => String(Math.floor(n)).padStart(width, '0');
	return `${pad(seconds / 3600, 4)}:${pad((seconds % 3600) / 60, 2)}:${pad(seconds % 60, 2)}.00`;
}

/** timeinterval(second,10,2), ISO 8601 (SCORM 2004 RTE 4.1.1.7); years and months are taken as 365 and 30 days. */
export function seconds2004(value: string): number | null {
	const parts =
		/^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,2})?)S)?)?$/.exec(value);
	if (!parts) return null;
	const sizes = [365 * 86400, 30 * 86400, 86400, 3600, 60, 1];
	return sizes.reduce((sum, size, i) => sum + Number(parts[i + 1] ?? 0) * size, 0);
}
