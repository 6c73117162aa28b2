import { keyEntries } from './answer-key';
import { linesOf } from './fold';
import type { Found } from './found';
import { isKeyText, keyHead, kindNamed, labelsIn, numberedLine, optionsIn, sectionHead } from './marks';
import { Fates, goOn, reading, takeFromStem, type Reading } from './reading';
import { questionFrom, verdictOf, type AskedKind } from './sketch';

interface Key {
	line: number;
	number: number;
	text: string;
	explanation: string;
	section: AskedKind | null;
}

const circledMark = /^\s*[①②③④⑤⑥⑦⑧⑨⑩]\s*/;

/** Questions as Chinese exam papers write them: `1. 题干（ ） A. … B. … 答案：B 解析：…`. */
export function plainQuestions(text: string): Found {
	return new Paper(text).read();
}

class Paper {
	readonly #lines: string[];
	/** For each line the next one after it that is not empty. */
	readonly #following: (string | undefined)[];
	readonly #fates: Fates;
	readonly #questions: Reading[] = [];
	readonly #keys: Key[] = [];
	#section: { kind: AskedKind; weight: number | null } | null = null;
	#freshSection = false;
	#style: string | null = null;
	#current: Reading | null = null;
	#inKey = false;
	#keySection: AskedKind | null = null;

	constructor(text: string) {
		this.#lines = linesOf(text);
		this.#fates = new Fates(this.#lines);
		this.#following = followingOf(this.#lines);
	}

	read(): Found {
		this.#lines.forEach((line, index) => {
			if (!line.trim()) return;
			if (this.#inKey && !this.#leavesKey(line, index)) this.#readKey(line, index);
			else this.#readLine(line, index);
		});
		for (const question of this.#questions) settleCircled(question);
		this.#questions.forEach((question) => this.#takeInside(question));
		const numbered = new Map<number, Reading[]>();
		for (const question of this.#questions) {
			if (question.number === null) continue;
			const alike = numbered.get(question.number);
			if (alike) alike.push(question);
			else numbered.set(question.number, [question]);
		}
		for (const key of this.#keys) this.#apply(key, numbered.get(key.number) ?? []);
		const questions = this.#questions.map((question) =>
			questionFrom(question, (why) => this.#fates.say(question.line - 1, why))
		);
		return {
			questions,
			starts: this.#questions.map(({ line }) => line),
			notUnderstood: this.#fates.sorted(),
			lines: this.#fates.lines
		};
	}

	#readLine(line: string, index: number): void {
		const head = sectionHead(line);
		if (head) {
			this.#section = head;
			this.#freshSection = true;
			this.#current = null;
			return this.#fates.is(index, 'mark');
		}
		if (keyHead(line) && this.#keyFollows(index)) return this.#openKey(index);
		const numbered = numberedLine(line);
		if (numbered && this.#starts(numbered.style, numbered.number)) {
			this.#style ??= numbered.style;
			this.#begin(index, numbered.number);
			this.#readParts(line.slice(numbered.rest), index);
		} else if (!numbered && this.#startsUnnumbered(index)) {
			this.#begin(index, null);
			this.#readParts(line, index);
		} else if (this.#current && !this.#standsAlone(index)) {
			this.#readParts(line, index);
		} else {
			const [label] = labelsIn(line);
			// A key may stand under a heading of its own, with no question being read.
			if (label?.label === 'answer' && isKeyText(line.slice(label.rest)))
				return this.#openKey(index, line.slice(label.rest));
			this.#fates.say(index, 'outside');
		}
	}

	#begin(index: number, number: number | null): void {
		this.#current = reading(index + 1, number, this.#section);
		this.#questions.push(this.#current);
		this.#freshSection = false;
		this.#fates.is(index, 'question');
	}

	#starts(style: string, number: number): boolean {
		const current = this.#current;
		if (!current || this.#freshSection) return true;
		if (this.#style !== null && style !== this.#style) return false;
		// `1.` `2.` inside an answer in words is a list.
		const listing =
			!current.options.length && (current.field === 'answer' || current.field === 'explanation');
		return !(listing && current.number !== null && number !== current.number + 1);
	}

	#startsUnnumbered(index: number): boolean {
		const current = this.#current;
		const line = this.#lines[index] ?? '';
		if (optionsIn(line, 0)[0]?.from === 0 || labelsIn(line)[0]?.from === 0) return false;
		if (current && !this.#answered(current)) return false;
		if (current && this.#lines[index - 1]?.trim()) return false;
		return this.#optionsFollow(index) || optionsIn(line, 0).length > 1;
	}

	/** A line after an answered question and an empty line belongs to nothing, unless it is announced. */
	#standsAlone(index: number): boolean {
		const current = this.#current;
		if (!current || this.#lines[index - 1]?.trim()) return false;
		const line = this.#lines[index] ?? '';
		return this.#answered(current) && labelsIn(line)[0]?.from !== 0 && !this.#continuesOptions(line, current);
	}

	#answered = ({ answer, options, kind }: Reading) =>
		!!answer && (options.length > 0 || kind === 'trueFalse' || verdictOf(answer) !== null);

	#continuesOptions(line: string, { options }: Reading): boolean {
		const [first] = optionsIn(line, options.length);
		return first !== undefined && !line.slice(0, first.from).trim();
	}

	#optionsFollow(index: number): boolean {
		const next = this.#following[index] ?? '';
		const [first] = optionsIn(next, 0);
		return first !== undefined && !next.slice(0, first.from).trim();
	}

	/** Reads what is left of a line: text or options, then what is announced in it. */
	#readParts(text: string, index: number): void {
		const question = this.#current;
		if (!question) return;
		this.#fates.is(index, 'question');
		const labels = labelsIn(text);
		const head = text.slice(0, labels[0]?.from ?? text.length);
		if (head.trim()) this.#readText(head, question);
		labels.forEach(({ label, rest }, i) => {
			const value = text.slice(rest, labels[i + 1]?.from ?? text.length).trim();
			if (label === 'other') return this.#fates.say(index, 'not_brought');
			if (label === 'points') return this.#points(value, question, index);
			if (label === 'answer' && isKeyText(value) && this.#questions.length > 1)
				return this.#openKey(index, value);
			question.field = label;
			if (label === 'answer' && question.answer !== null && value && question.answer !== value) {
				this.#fates.say(index, 'answers_differ');
				question.answer += ` ${value}`;
			} else if (value) goOn(question, value);
		});
	}

	#points(value: string, question: Reading, index: number): void {
		const weight = Number(/^(\d+(?:\.\d+)?)\s*分?$/.exec(value)?.[1] ?? NaN);
		if (weight <= 100) question.weight = weight;
		else this.#fates.say(index, 'points_unreadable');
	}

	#readText(text: string, question: Reading): void {
		const inStem = question.field === 'stem' || question.field === 'option';
		const parts = inStem ? optionsIn(text, question.options.length) : [];
		const first = parts[0];
		const atStart = first && !text.slice(0, first.from).trim();
		if (first && (atStart || (question.options.length === 0 && parts.length > 1))) {
			if (question.circled.length) {
				// Letters after ①②③: those were statements.
				question.stem = question.stem.concat(question.circled.splice(0));
			}
			const before = text.slice(0, first.from).trim();
			if (before) question.stem.push(before);
			question.added = null;
			parts.forEach(({ rest }, i) => question.options.push(text.slice(rest, parts[i + 1]?.from).trim()));
			question.field = 'option';
		} else if (inStem && !question.options.length && question.stem.length && circledMark.test(text)) {
			question.added = null;
			question.circled = question.circled.concat(
				text
					.split(/(?=[①②③④⑤⑥⑦⑧⑨⑩])/)
					.map((one) => one.trim())
					.filter(Boolean)
			);
			question.field = 'option';
		} else goOn(question, text.trim());
	}

	#takeInside(question: Reading): void {
		const inside = takeFromStem(question);
		if (inside === null) return;
		if (question.answer === null) question.answer = inside;
		else if (plain(question.answer) !== plain(inside)) {
			this.#fates.say(question.line - 1, 'answers_differ');
			question.answer = `${inside} / ${question.answer}`;
		}
	}

	#keyFollows(index: number): boolean {
		const next = this.#following[index];
		if (!next || !this.#questions.length) return false;
		if (sectionHead(next) || isKeyText(next)) return true;
		const open = this.#current?.field === 'stem' && !this.#current.options.length;
		return !open && keyEntries(next)?.[0]?.number === 1;
	}

	#openKey(index: number, text = ''): void {
		this.#inKey = true;
		this.#keySection = null;
		this.#fates.is(index, 'mark');
		if (text.trim()) this.#readKey(text, index);
	}

	#leavesKey(line: string, index: number): boolean {
		const numbered = numberedLine(line);
		if (!numbered || isKeyText(line) || !(this.#optionsFollow(index) || optionsIn(line, 0).length > 1))
			return false;
		this.#inKey = false;
		this.#section = null;
		this.#freshSection = true;
		return true;
	}

	#readKey(line: string, index: number): void {
		const head = sectionHead(line);
		if (head) {
			this.#keySection = head.kind;
			const rest = /[）)]\s*[:：]?\s*(\d.*)$|题\s*[:：]?\s*(\d.*)$/.exec(line);
			const tail = rest?.[1] ?? rest?.[2];
			this.#fates.is(index, 'mark');
			// 一、单选题：1-5 BACDD in one line.
			if (tail && isKeyText(tail)) this.#readKey(tail, index);
			return;
		}
		const labels = labelsIn(line);
		const why = labels.find(({ label }) => label === 'explanation');
		const answer = labels.find(({ label }) => label === 'answer');
		const entries = keyEntries(
			line.slice(0, why?.from).replace(answer ? line.slice(answer.from, answer.rest) : '', '')
		);
		const last = this.#keys.at(-1);
		if (entries) {
			this.#fates.is(index, 'mark');
			for (const { number, text } of entries)
				this.#keys.push({ line: index, number, text, explanation: '', section: this.#keySection });
			const newest = this.#keys.at(-1);
			if (why && newest) newest.explanation = line.slice(why.rest).trim();
		} else if (why && last && !line.slice(0, why.from).trim()) {
			last.explanation = [last.explanation, line.slice(why.rest).trim()].filter(Boolean).join('\n');
			this.#fates.is(index, 'mark');
		} else if (last && last.text.length > 8) {
			last.text += `\n${line.trim()}`;
			this.#fates.is(index, 'mark');
		} else this.#fates.say(index, 'key_unreadable');
	}

	/** `all`: the questions of the key's number. */
	#apply(key: Key, all: Reading[]): void {
		const same = key.section === null ? all : all.filter(({ section }) => section === key.section);
		const [question, another] = same;
		if (!question) return this.#fates.say(key.line, 'key_without_question');
		if (another) return this.#fates.say(key.line, 'key_ambiguous');
		if (question.answer === null) question.answer = key.text;
		else if (plain(question.answer) !== plain(key.text)) {
			this.#fates.say(key.line, 'answers_differ');
			question.answer += ` / ${key.text}`;
		}
		if (key.explanation) question.explanation = question.explanation.concat(key.explanation.split('\n'));
	}
}

function followingOf(lines: string[]): (string | undefined)[] {
	const following: (string | undefined)[] = [];
	let next: string | undefined;
	for (let index = lines.length - 1; index >= 0; index--) {
		following[index] = next;
		if (lines[index]?.trim()) next = lines[index];
	}
	return following;
}

/** ①②③ are options only where an answer or the heading says so. */
function settleCircled(question: Reading): void {
	if (!question.circled.length) return;
	const chosen = question.answer !== null && /^[①②③④⑤⑥⑦⑧⑨⑩A-J\s、,，]+$/.test(question.answer);
	const kind = question.kind ?? kindNamed(question.stem.join(''));
	if (chosen || kind === 'single' || kind === 'multiple')
		question.options = question.circled.map((option) => option.replace(circledMark, ''));
	else question.stem = question.stem.concat(question.circled);
	question.circled = [];
}

const plain = (answer: string): string => {
	const verdict = verdictOf(answer);
	return verdict === null ? answer.normalize('NFKC').replace(/[\s、,.。]/g, '') : String(verdict);
};
