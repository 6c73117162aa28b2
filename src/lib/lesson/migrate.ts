import type { JsonObject } from '$lib/base';
import * as v from 'valibot';
import { formatVersion, Lesson } from './lesson';
import { unwrapUnknown, wrapUnknown } from './unknown-nodes';

/** Takes a stored lesson of one version to the next. Pure; frozen fixtures of every version are in tests/fixtures/lessons. */
export type Migration = (lesson: JsonObject) => JsonObject;

/** `migrations[n]` takes version n + 1 to version n + 2; there are no gaps. */
export const migrations: Migration[] = [
	// Everything new in 2 has a default; the number keeps a program that does not know it from dropping it.
	(lesson) => lesson
];

/** What came of opening a stored lesson. A newer one may be looked at, never saved. */
export type Opened =
	| { state: 'ok'; lesson: Lesson; migratedFrom: number | null }
	| { state: 'newer'; formatVersion: number; title: string }
	| { state: 'invalid'; problems: string[] };

/** Reads a stored lesson of any version; nodes this program does not know become `unknown` atoms. */
export function openLesson(
	stored: unknown,
	steps: Migration[] = migrations,
	current: number = formatVersion
): Opened {
	const head = v.safeParse(
		v.looseObject({ formatVersion: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
		stored
	);
	if (!head.success) return { state: 'invalid', problems: ['formatVersion'] };
	const from = head.output.formatVersion;
	if (from > current)
		return {
			state: 'newer',
			formatVersion: from,
			title: typeof head.output.title === 'string' ? head.output.title : ''
		};
	let json = structuredClone(stored) as JsonObject;
	for (let version = from; version < current; version++) {
		const step = steps[version - 1];
		if (!step) throw new Error(`no migration from lesson format ${version}`);
		json = { ...step(json), formatVersion: version + 1 };
	}
	const parsed = v.safeParse(Lesson, json);
	if (!parsed.success)
		return { state: 'invalid', problems: parsed.issues.map((i) => v.getDotPath(i) ?? i.message) };
	const lesson = { ...parsed.output, doc: wrapUnknown(parsed.output.doc) };
	return { state: 'ok', lesson, migratedFrom: from === current ? null : from };
}

/** A lesson as it is stored: what was unknown is put back as it came. */
export function storedLesson(lesson: Lesson): Lesson {
	return { ...lesson, doc: unwrapUnknown(lesson.doc) };
}
