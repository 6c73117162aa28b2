import type { TranslationFile } from '$lib/bring';
import type { Lesson } from '$lib/lesson';
import { ownNameOf, withTranslation, type Unit } from '$lib/lesson/translate';
import * as m from '$messages';

/** Something to look at before the translated lesson is made. */
export interface ToCheck {
	unit: Unit;
	/** What is wrong with it, in words; empty for a unit that is only missing. */
	why: string;
}

const reasons = {
	lost: m.translate_why_lost,
	invented: m.translate_why_invented,
	repeated: m.translate_why_repeated,
	nesting: m.translate_why_nesting,
	tooLong: m.translate_why_tooLong
};

/** What would come of a translator's file. */
export interface Outcome {
	/** Named after the original and its language. */
	lesson: Lesson;
	/** How many units are translated. */
	done: number;
	missing: ToCheck[];
	broken: ToCheck[];
	/** Translated, but from a source that has been changed since. */
	stale: ToCheck[];
	/** How many lines of the file the lesson does not have. */
	unknown: number;
}

/** Puts a translator's file into a lesson and says what is left to look at. */
export function outcomeOf(from: Lesson, units: Unit[], { lines }: TranslationFile, lang: string): Outcome {
	const translated = new Map(lines.map(({ id, target }) => [id, target]));
	const { lesson, missing, unknown, broken } = withTranslation(from, translated, lang);
	const byId = new Map(units.map((unit) => [unit.id, unit]));
	const without = new Set([...missing, ...broken].map(({ id }) => id));
	const listed = (id: string, why: string): ToCheck[] => {
		const unit = byId.get(id);
		return unit ? [{ unit, why }] : [];
	};
	return {
		lesson: { ...lesson, title: m.translate_made_title({ title: lesson.title, language: ownNameOf(lang) }) },
		done: units.length - without.size,
		missing: missing.map((unit) => ({ unit, why: '' })),
		broken: broken.flatMap(({ id, why }) => listed(id, reasons[why]())),
		stale: lines.flatMap(({ id, source }) =>
			source && !without.has(id) && plain(byId.get(id)?.source) !== plain(source) ? listed(id, '') : []
		),
		unknown: unknown.length
	};
}

/** Spaces and line ends are nothing a source was changed by. */
const plain = (line = '') => line.replace(/\s+/g, ' ').trim();
