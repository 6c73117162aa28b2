import { fold } from './fold';

/** One answer of a key. `text` is as written. */
export interface KeyEntry {
	number: number;
	text: string;
}

const one = '[A-Ha-h]{1,8}(?![A-Za-z])|√|×|✓|✗|✔|✘|正确|错误|对|错|[TF](?![A-Za-z])';
const range = /(\d{1,3})\s*[-~–—至到]\s*(\d{1,3})\s*[:.、题)]?\s*/y;
const single = new RegExp(`(\\d{1,3})\\s*[.、:)\\s]?\\s*(${one})`, 'y');
const sign = new RegExp(`(${one})[\\s,、;]*`, 'y');

/**
 * The answers in a line of a key: `1-5 BACDD`, `6. ABC  7. √`, or one in words (`8. 氮肥；磷肥`).
 * Null when the line is none; a range whose answers do not come out is null too.
 */
export function keyEntries(line: string): KeyEntry[] | null {
	const plain = fold(line).trim();
	const entries: KeyEntry[] = [];
	let at = 0;
	while (at < plain.length) {
		const skipped = /[\s,、;.。]*/y;
		skipped.lastIndex = at;
		at += skipped.exec(plain)?.[0].length ?? 0;
		if (at >= plain.length) break;
		range.lastIndex = at;
		const span = range.exec(plain);
		if (span) {
			const taken = rangeAnswers(plain, at + span[0].length, Number(span[1]), Number(span[2]));
			if (!taken) return null;
			entries.push(...taken.entries);
			at = taken.end;
			continue;
		}
		single.lastIndex = at;
		const found = single.exec(plain);
		const after = found ? plain.slice(at + found[0].length) : '';
		if (!found || !/^(\s|[,、;.。]|\d|$)/.test(after)) return entries.length ? null : inWords(line);
		entries.push({ number: Number(found[1]), text: found[2] ?? '' });
		at += found[0].length;
	}
	return entries.length ? entries : null;
}

function rangeAnswers(plain: string, start: number, first: number, last: number) {
	const count = last - first + 1;
	if (count < 1 || count > 200) return null;
	const groups: string[] = [];
	let at = start;
	while (at < plain.length) {
		sign.lastIndex = at;
		const found = sign.exec(plain);
		if (!found) break;
		groups.push(found[1] ?? '');
		at += found[0].length;
		if (groups.length === count && groups.some((group) => group.length > 1)) break;
	}
	const answers =
		groups.length === count
			? groups
			: groups.flatMap((group) => (/^[A-Za-z]+$/.test(group) ? [...group] : [group]));
	return answers.length === count
		? { end: at, entries: answers.map((text, i) => ({ number: first + i, text })) }
		: null;
}

function inWords(line: string): KeyEntry[] | null {
	const found = /^\s*[(（]?(\d{1,3})[)）]?\s*(?:[、)．）]|[.](?!\d)|[:：])\s*(\S.*)$/.exec(line);
	return found ? [{ number: Number(found[1]), text: (found[2] ?? '').trim() }] : null;
}
