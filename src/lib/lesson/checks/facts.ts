import { isMarked, isQuestion, itemsOf, mediaOf } from '../items';
import type { Lesson } from '../lesson';
import { plainText, walk } from '../text';
import { worstCase } from '../tracking';
import { lengthOf, readingOf, type Reading } from './reading';

/** What SCORM 1.2 keeps of a learner's state, in characters (RTE 3.4.7). */
export const stateLimit = 4096;

/** A village's line, in bits a second. */
export const villageSpeed = 2_000_000;

/** Numbers an author wants to know before releasing. */
export interface LessonFacts {
	/** All media of the package. */
	bytes: number;
	/** Seconds they take at {@link villageSpeed}. */
	downloadSeconds: number;
	/** Characters of state at worst, of {@link stateLimit}. */
	state: number;
	/** Whole minutes that reading, watching, answering and talking take. */
	minutes: number;
	questions: number;
	points: number;
	reading: Reading;
}

/** Characters an elderly reader takes in a minute; seconds a question takes. */
const [readingSpeed, questionSeconds] = [180, 40];

/** The numbers of a lesson. Questions a quiz does not draw do not count towards the time. */
export function factsOf(lesson: Lesson): LessonFacts {
	const items = itemsOf(lesson);
	const bytes = mediaOf(lesson).reduce((sum, { size }) => sum + size, 0);
	const paragraphs = paragraphsOf(lesson);
	const characters = paragraphs.reduce((sum, text) => sum + lengthOf(text), 0);
	let seconds = (characters / readingSpeed) * 60;
	for (const item of items) {
		if (item.kind === 'video') seconds += item.seconds;
		else if (item.kind === 'discussion') seconds += item.minutes * 60;
		else if (item.kind === 'quiz') {
			const pool = items.filter((other) => isQuestion(other) && other.quiz === item.sid).length;
			seconds += Math.min(item.draw ?? pool, pool) * questionSeconds;
		} else if (isQuestion(item) && item.quiz === null) seconds += questionSeconds;
	}
	const marked = items.filter(isMarked);
	return {
		bytes,
		downloadSeconds: (bytes * 8) / villageSpeed,
		state: worstCase(items),
		minutes: Math.max(1, Math.round(seconds / 60)),
		questions: items.filter(isQuestion).length,
		points: marked.reduce((sum, { weight }) => sum + weight, 0),
		reading: readingOf(paragraphs)
	};
}

/** The texts of a lesson that are read as sentences. */
function paragraphsOf(lesson: Lesson): string[] {
	const texts: string[] = [];
	walk(lesson.doc, (node) => {
		if (['paragraph', 'prompt', 'explanation', 'option', 'choiceText', 'choiceFeedback'].includes(node.type))
			texts.push(plainText(node));
	});
	return texts;
}
