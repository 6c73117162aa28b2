import { newId } from '$lib/base';
import type { Lesson } from '../lesson';
import type { Fault } from './codes';
import { slotsOf } from './slots';
import type { Unit } from './units';

/** A unit whose translation could not be taken. */
export interface Broken {
	id: string;
	why: Fault;
}

/** A translated lesson, and what is left to do for it. */
export interface Translated {
	lesson: Lesson;
	/** Units without a translation; they keep their source text, as the broken ones do. */
	missing: Unit[];
	/** Translated ids the lesson does not have. */
	unknown: string[];
	broken: Broken[];
}

/**
 * A lesson of its own in another language: same ids, tracking numbers, files and answers, other words. `translated` holds
 * coded lines by unit id; an empty one counts as missing.
 */
export function withTranslation(
	lesson: Lesson,
	translated: ReadonlyMap<string, string>,
	lang: string
): Translated {
	const own: Lesson = { ...structuredClone(lesson), lessonId: newId(), lang };
	// Pinyin stands above Chinese characters only.
	if (!/^zh\b/.test(lang)) own.settings.aids = { ...own.settings.aids, pinyin: false };
	// Who reviewed the one has not reviewed the other.
	if (own.settings.about) own.settings.about = { ...own.settings.about, reviewer: '' };
	const missing: Unit[] = [];
	const broken: Broken[] = [];
	const slots = slotsOf(own);
	for (const { put, ...unit } of slots) {
		const line = translated.get(unit.id) ?? '';
		if (!line.trim()) {
			missing.push(unit);
			continue;
		}
		const why = put(line);
		if (why) broken.push({ id: unit.id, why });
	}
	const known = new Set(slots.map(({ id }) => id));
	return { lesson: own, missing, unknown: [...translated.keys()].filter((id) => !known.has(id)), broken };
}
