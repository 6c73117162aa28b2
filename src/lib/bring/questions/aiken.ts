import { fold, linesOf } from './fold';
import type { Found } from './found';
import { Fates, reading, type Reading } from './reading';
import { questionFrom } from './sketch';

/** Questions in Moodle's Aiken format: a line of text, `A. …` or `A) …` lines, `ANSWER: A`. */
export function aikenQuestions(text: string): Found {
	const lines = linesOf(text);
	const fates = new Fates(lines);
	const questions: Reading[] = [];
	let current: Reading | null = null;
	lines.forEach((line, index) => {
		if (!line.trim()) return;
		const plain = fold(line);
		const option = /^\s*([A-Za-z])\s*[.)]\s*(.*)$/.exec(plain);
		const answer = /^\s*ANSWER\s*:\s*(.*)$/i.exec(plain);
		const next = current ? String.fromCharCode(65 + current.options.length) : '';
		if (answer) {
			if (!current || !current.options.length) return fates.say(index, 'aiken_incomplete');
			current.answer = (answer[1] ?? '').trim();
			current = null;
		} else if (current && option?.[1]?.toUpperCase() === next) {
			current.options.push(line.slice(line.length - (option[2] ?? '').length).trim());
		} else if (current && !current.options.length) {
			current.stem.push(line.trim());
		} else {
			// Options without an answer: the question stays, and the missing answer is said.
			current = reading(index + 1, null, { kind: 'single', weight: null });
			current.stem.push(line.trim());
			questions.push(current);
		}
		fates.is(index, 'question');
	});
	const made = questions.map((question) =>
		questionFrom(question, (why) => fates.say(question.line - 1, why))
	);
	return {
		questions: made,
		starts: questions.map(({ line }) => line),
		notUnderstood: fates.sorted(),
		lines: fates.lines
	};
}
