import { openLesson, type Lesson } from '$lib/lesson';
import * as v from 'valibot';

/** A lesson on its way between hub and author, of any version this program can open. */
export const LessonText = v.pipe(
	v.custom<Lesson>((said) => typeof said === 'object' && said !== null),
	v.rawTransform(({ dataset, addIssue, NEVER }): Lesson => {
		const opened = openLesson(dataset.value);
		if (opened.state === 'ok') return opened.lesson;
		addIssue({ message: opened.state === 'invalid' ? opened.problems.join(', ') : opened.state });
		return NEVER;
	})
);
