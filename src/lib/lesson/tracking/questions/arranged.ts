import type { GroupingItem, ItemOption, MatchingItem, OrderingItem } from '../../items';
import type { BitReader, BitWriter } from '../bits';
import { widthOf, type QuestionRules } from './rules';

/** Pairs as a table: for each thing on the left the key it was given, or none. */
function pairsOf(response: unknown): Map<string, string> | null {
	if (!Array.isArray(response)) return null;
	const pairs = new Map<string, string>();
	for (const pair of response as unknown[])
		if (typeof pair === 'string' && pair.length === 2) pairs.set(pair[0]!, pair[1]!);
	return pairs;
}

const share = (right: Map<string, string>, response: unknown) => {
	const given = pairsOf(response);
	if (!given || right.size === 0) return 0;
	return [...right].filter(([left, key]) => given.get(left) === key).length / right.size;
};

function putPairs(response: unknown, lefts: string[], rights: string[], bits: BitWriter): boolean {
	const given = pairsOf(response);
	if (!given) return false;
	const width = widthOf(rights.length + 1);
	for (const left of lefts) bits.write(rights.indexOf(given.get(left) ?? '') + 1, width);
	return true;
}

function takePairs(lefts: string[], rights: string[], bits: BitReader, length: number): string[] | null {
	const width = widthOf(rights.length + 1);
	if (length !== width * lefts.length) return null;
	return lefts.flatMap((left) => {
		const right = rights[bits.read(width) - 1];
		return right === undefined ? [] : [left + right];
	});
}

const joined = (pairs: Map<string, string>) => [...pairs].map(([left, right]) => left + right);

const ownPairs = (item: MatchingItem) => new Map(item.pairs.map(({ key }) => [key, key]));
const pairKeys = (item: MatchingItem) => item.pairs.map(({ key }) => key).sort();

/** Two columns: the share of the left ones that got their own right one. */
export const matching: QuestionRules<MatchingItem> = {
	share: (item, response) => share(ownPairs(item), response),
	right: (item) => joined(ownPairs(item)),
	asked: (item) => item.pairs.map((pair) => [pair.key, pair.left, pair.right].join('\n')).sort(),
	write: (item, response, bits) => putPairs(response, pairKeys(item), pairKeys(item), bits),
	read(item, bits, length) {
		const response = takePairs(pairKeys(item), pairKeys(item), bits, length);
		return response && { response, share: matching.share(item, response) };
	},
	fullest: (item) => joined(ownPairs(item))
};

const ownGroups = (item: GroupingItem) =>
	new Map(item.groups.flatMap((group) => group.options.map(({ key }) => [key, group.key] as const)));
const groupKeys = (item: GroupingItem) => item.groups.map(({ key }) => key).sort();

/** Sorting: the share of the things that lie in their group. */
export const grouping: QuestionRules<GroupingItem> = {
	share: (item, response) => share(ownGroups(item), response),
	right: (item) => joined(ownGroups(item)),
	asked: (item) =>
		item.groups
			.map((group) => [group.key, group.name, ...group.options.map((o) => o.key + o.text).sort()].join('\n'))
			.sort(),
	write: (item, response, bits) =>
		putPairs(response, [...ownGroups(item).keys()].sort(), groupKeys(item), bits),
	read(item, bits, length) {
		const response = takePairs([...ownGroups(item).keys()].sort(), groupKeys(item), bits, length);
		return response && { response, share: grouping.share(item, response) };
	},
	fullest: (item) => joined(ownGroups(item))
};

const keys = (options: ItemOption[]) => options.map(({ key }) => key);

/** Steps in order: the share of the steps that stand at their own place. */
export const ordering: QuestionRules<OrderingItem> = {
	share(item, response) {
		if (!Array.isArray(response) || item.options.length === 0) return 0;
		const right = keys(item.options);
		// Something left out or put twice is no order.
		if (new Set(response).size !== right.length || response.length !== right.length) return 0;
		return right.filter((key, i) => response[i] === key).length / right.length;
	},
	right: (item) => keys(item.options),
	asked: (item) => item.options.map((o) => o.key + o.text),
	write(item, response, bits) {
		const sorted = keys(item.options).sort();
		if (!Array.isArray(response) || response.length !== sorted.length) return false;
		if (response.some((key) => !sorted.includes(key))) return false;
		for (const key of response) bits.write(sorted.indexOf(key), widthOf(sorted.length));
		return true;
	},
	read(item, bits, length) {
		const sorted = keys(item.options).sort();
		const width = widthOf(sorted.length);
		if (length !== width * sorted.length) return null;
		const response = sorted.map(() => sorted[bits.read(width)] ?? '');
		return { response, share: ordering.share(item, response) };
	},
	fullest: (item) => keys(item.options)
};
