import { pinyin } from 'pinyin-pro';

/** The letter a person looks for their name under: the pinyin initial of the surname, in capitals; `#` for anything else. */
export function initialOf(name: string): string {
	const letter = pinyin(name.slice(0, 1), {
		pattern: 'first',
		toneType: 'none',
		surname: 'head'
	}).toUpperCase();
	return /^[A-Z]$/.test(letter) ? letter : '#';
}
