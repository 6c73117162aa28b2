import { fold } from './fold';
import type { LineFate, NotUnderstood, Reason } from './found';
import type { AskedKind, Sketch } from './sketch';

/** A question being read, with where it stands among the others. */
export interface Reading extends Sketch {
	number: number | null;
	section: AskedKind | null;
	/** Options numbered ①②③, as written: they may still turn out to be statements of the stem. */
	circled: string[];
	field: 'stem' | 'option' | 'answer' | 'explanation';
	/** What was added last to the last option; null since that began. */
	added: string | null;
}

export const reading = (
	line: number,
	number: number | null,
	section: { kind: AskedKind; weight: number | null } | null
): Reading => ({
	line,
	number,
	kind: section?.kind ?? null,
	section: section?.kind ?? null,
	stem: [],
	options: [],
	circled: [],
	answer: null,
	explanation: [],
	weight: section?.weight ?? null,
	field: 'stem',
	added: null
});

/** Adds a line to the part of a question that is being read. */
export function goOn(question: Reading, text: string): void {
	if (question.field === 'stem') question.stem.push(text);
	else if (question.field === 'explanation') question.explanation.push(text);
	else if (question.field === 'option') {
		const list = question.circled.length ? question.circled : question.options;
		const whole = list.at(-1) ?? '';
		// Looking at the end of a text that was put together copies all of it: what was added last is looked at instead.
		list[list.length - 1] = `${whole}${joint(question.added ?? whole)}${text}`;
		question.added = text;
	} else question.answer = question.answer ? `${question.answer}\n${text}` : text;
}

const joint = (before: string) => (/[A-Za-z0-9]$/.test(before) ? ' ' : '');

/** Tells what became of each line of a text. */
export class Fates {
	readonly lines: LineFate[];
	readonly notUnderstood: NotUnderstood[] = [];
	readonly #said = new Set<string>();

	constructor(private readonly texts: string[]) {
		this.lines = texts.map((text) => (text.trim() ? 'notUnderstood' : 'empty'));
	}
	/** `index` from 0. */
	is(index: number, fate: LineFate): void {
		this.lines[index] = fate;
	}
	say(index: number, why: Reason): void {
		const line = index + 1;
		if (this.#said.has(`${line} ${why}`)) return;
		this.#said.add(`${line} ${why}`);
		this.notUnderstood.push({ line, text: this.texts[index] ?? '', why });
	}
	sorted(): NotUnderstood[] {
		return this.notUnderstood.sort((a, b) => a.line - b.line);
	}
}

const choiceInside = /[(（]\s*([A-HＡ-Ｈ](?:[\s、,，]?[A-HＡ-Ｈ])*)\s*[)）]/g;
const verdictInside = /[(（]\s*(√|×|✓|✗|✔|✘|对|错|正确|错误|[TF])\s*[)）]/g;
const points = /[(（\[【]\s*(?:本题)?\s*(\d{1,3}(?:\.\d)?)\s*分\s*[)）\]】]/;

/** Takes the answer that stands in the brackets of a stem, and its points, out of the text. Gives the answer. */
export function takeFromStem(question: Reading): string | null {
	question.stem = question.stem.map((line) => {
		const found = points.exec(line);
		if (!found || Number(fold(found[1] ?? '')) > 100) return line;
		question.weight = Number(found[1]);
		return line.replace(points, '').trim();
	});
	const pattern = question.options.length ? choiceInside : question.kind === 'fillIn' ? null : verdictInside;
	if (!pattern) return null;
	const inside = question.stem.flatMap((line) => [...line.matchAll(pattern)].map((found) => found[1] ?? ''));
	// Two brackets with letters: one of them may belong to the text.
	if (inside.length !== 1) return null;
	question.stem = question.stem.map((line) => line.replace(pattern, '（　）').trim());
	return inside[0] ?? null;
}
