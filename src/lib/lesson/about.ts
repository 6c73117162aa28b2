import * as v from 'valibot';
import { text } from './text-limits';

/** `2026-11-30`; empty where nothing is said. */
const Day = v.pipe(v.string(), v.regex(/^(\d{4}-\d{2}-\d{2})?$/));

/** Something a lesson rests on; what is not known is empty. */
export const Source = v.object({
	/** As it is called, a law in its title marks. */
	title: text('title'),
	/** Who published it, and under what number. */
	publisher: text('title'),
	/** When, in the author's words: `2018-12-29 修正`. */
	date: text('label'),
	/** Where it can be read. */
	address: text('title'),
	/** What in the lesson rests on it. */
	supports: text('title')
});
export type Source = v.InferOutput<typeof Source>;

/** Who answers for what a lesson says, and until when. Days are `YYYY-MM-DD`; what nobody has said is empty. */
export const About = v.object({
	author: text('label'),
	/** The expert who has read it and stands behind it. */
	reviewer: text('label'),
	sources: v.pipe(v.array(Source), v.maxLength(100)),
	/** The day on which it was last known to be right. */
	validOn: Day,
	/** The day by which somebody has to look at it again. */
	lookAgain: Day
});
export type About = v.InferOutput<typeof About>;

export const blankSource: Source = { title: '', publisher: '', date: '', address: '', supports: '' };
export const blankAbout: About = { author: '', reviewer: '', sources: [], validOn: '', lookAgain: '' };

const says = (texts: object): boolean => Object.values(texts).some((text) => text !== '');

/** What is written down: nothing at all where nothing is said, so that a lesson without it stays what it was. */
export function tidyAbout(about: About): About | undefined {
	const { sources, ...rest } = about;
	return sources.length || says(rest) ? about : undefined;
}

/** The sources that say something. */
export const sourcesOf = (about: About | undefined): Source[] =>
	(about?.sources ?? []).filter((source) => source.title.trim());

/** Whether the day by which it was to be looked at again has passed. `today` is `YYYY-MM-DD`. */
export const isDue = (about: Pick<About, 'lookAgain'> | undefined, today: string): boolean =>
	!!about?.lookAgain && about.lookAgain < today;
