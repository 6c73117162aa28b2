/** Two places that belong together; null on one side when there is nothing there. */
export type Aligned = [before: number | null, after: number | null];

/** Above this many comparisons the middle is taken as replaced: a person would not follow finer changes either. */
const tooMany = 4_000_000;

/** The longest common subsequence of two lists as pairs of indices, with what is on one side only in its place (removed first). */
export function align<T>(before: T[], after: T[], same: (a: T, b: T) => boolean): Aligned[] {
	const at = (list: T[], index: number) => list[index] as T;
	let head = 0;
	const shorter = Math.min(before.length, after.length);
	while (head < shorter && same(at(before, head), at(after, head))) head++;
	let tail = 0;
	while (
		tail < shorter - head &&
		same(at(before, before.length - 1 - tail), at(after, after.length - 1 - tail))
	)
		tail++;
	const rows = before.length - head - tail;
	const columns = after.length - head - tail;
	const pairs: Aligned[] = Array.from({ length: head }, (_, i) => [i, i]);
	const width = columns + 1;
	const fine = rows * columns <= tooMany;
	const length = new Uint32Array(fine ? (rows + 1) * width : 0);
	const best = (r: number, c: number) => length[r * width + c] ?? 0;
	const equal = (r: number, c: number) => same(at(before, head + r), at(after, head + c));
	for (let r = rows - 1; fine && r >= 0; r--)
		for (let c = columns - 1; c >= 0; c--)
			length[r * width + c] = equal(r, c) ? best(r + 1, c + 1) + 1 : Math.max(best(r + 1, c), best(r, c + 1));
	let [r, c] = [0, 0];
	while (r < rows || c < columns) {
		if (fine && r < rows && c < columns && equal(r, c)) pairs.push([head + r++, head + c++]);
		else if (r < rows && (c === columns || !fine || best(r + 1, c) >= best(r, c + 1)))
			pairs.push([head + r++, null]);
		else pairs.push([null, head + c++]);
	}
	for (let i = tail; i > 0; i--) pairs.push([before.length - i, after.length - i]);
	return pairs;
}

/** Of numbers in an order, those that need not move so that the rest can be brought into ascending order. */
export function unmoved(order: number[]): Set<number> {
	const ends: number[] = [];
	const previous: number[] = [];
	order.forEach((value, i) => {
		let place = ends.findIndex((end) => (order[end] ?? 0) >= value);
		if (place < 0) place = ends.length;
		previous[i] = place > 0 ? (ends[place - 1] ?? -1) : -1;
		ends[place] = i;
	});
	const kept = new Set<number>();
	for (let i = ends.at(-1) ?? -1; i >= 0; i = previous[i] ?? -1) kept.add(order[i] as number);
	return kept;
}
