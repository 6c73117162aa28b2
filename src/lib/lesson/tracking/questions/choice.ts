import type { ChoiceItem, HotspotItem, ItemOption, TrueFalseItem } from '../../items';
import type { BitReader, BitWriter } from '../bits';
import { whole, type QuestionRules } from './rules';

const keyAlphabet = '0123456789abcdefghijklmnopqrstuvwxyz';

/** What pointing beside every area is called. No area has this key. */
export const outside = '0';

export const sortedKeys = (options: ItemOption[]): string[] => options.map(({ key }) => key).sort();
export const rightKeys = (options: ItemOption[]): string[] =>
	options.filter(({ correct }) => correct).map(({ key }) => key);
const asked = (options: ItemOption[]) =>
	options.map((o) => `${o.key}${o.correct ? '+' : '-'}${o.text}`).sort();

function putKey(response: unknown, keys: string[], bits: BitWriter): boolean {
	if (typeof response !== 'string' || !keys.includes(response)) return false;
	bits.write(keyAlphabet.indexOf(response), 6);
	return true;
}

function takeKey(bits: BitReader, keys: string[]): string | null {
	const key = keyAlphabet[bits.read(6)];
	return key !== undefined && keys.includes(key) ? key : null;
}

const one: QuestionRules<ChoiceItem> = {
	share: (item, response) => whole(response === rightKeys(item.options)[0]),
	right: (item) => rightKeys(item.options)[0] ?? '',
	asked: (item) => asked(item.options),
	write: (item, response, bits) => putKey(response, sortedKeys(item.options), bits),
	read(item, bits) {
		const response = takeKey(bits, sortedKeys(item.options));
		return response === null ? null : { response, share: one.share(item, response) };
	},
	fullest: (item) => item.options.at(-1)?.key ?? ''
};

/** Exactly one of the options. */
export const singleChoice = one;

/** Several options: with partial credit each wrong one chosen takes one right one away. */
export const multipleChoice: QuestionRules<ChoiceItem> = {
	share(item, response) {
		if (!Array.isArray(response)) return 0;
		const right = new Set(rightKeys(item.options));
		const chosen = new Set<unknown>(response);
		const hits = [...chosen].filter((key) => right.has(key as string)).length;
		return right.size === 0 ? 0 : Math.max(0, hits - (chosen.size - hits)) / right.size;
	},
	right: (item) => rightKeys(item.options),
	asked: (item) => asked(item.options),
	write(item, response, bits) {
		if (!Array.isArray(response)) return false;
		for (const key of sortedKeys(item.options)) bits.write(response.includes(key) ? 1 : 0, 1);
		return true;
	},
	read(item, bits, length) {
		const keys = sortedKeys(item.options);
		if (length !== keys.length) return null;
		const response = keys.filter(() => bits.read(1) === 1);
		return { response, share: multipleChoice.share(item, response) };
	},
	fullest: (item) => item.options.map(({ key }) => key)
};

/** A statement. */
export const trueFalse: QuestionRules<TrueFalseItem> = {
	share: (item, response) => whole(response === item.answer),
	right: (item) => item.answer,
	asked: (item) => item.answer,
	write(_item, response, bits) {
		if (typeof response !== 'boolean') return false;
		bits.write(response ? 1 : 0, 1);
		return true;
	},
	read(item, bits, length) {
		if (length !== 1) return null;
		const response = bits.read(1) === 1;
		return { response, share: trueFalse.share(item, response) };
	},
	fullest: () => true
};

const areaKeys = (item: HotspotItem) => [outside, ...sortedKeys(item.areas)];

/** A place in a picture: any right area will do. */
export const hotspot: QuestionRules<HotspotItem> = {
	share: (item, response) => whole(item.areas.some(({ key, correct }) => correct && key === response)),
	right: (item) => rightKeys(item.areas)[0] ?? '',
	asked: (item) => item.areas.map((a) => [a.key, a.correct, a.shape, a.x, a.y, a.width, a.height]),
	write: (item, response, bits) => putKey(response, areaKeys(item), bits),
	read(item, bits) {
		const response = takeKey(bits, areaKeys(item));
		return response === null ? null : { response, share: hotspot.share(item, response) };
	},
	fullest: (item) => item.areas.at(-1)?.key ?? outside
};
