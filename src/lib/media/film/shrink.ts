/** Quarter turns a picture takes to stand upright, in degrees clockwise. */
export type Turn = 0 | 90 | 180 | 270;

/** Where the bytes of one colour of a picture lie: `step` bytes from one to the next, `stride` from row to row. */
export interface Plane {
	bytes: Uint8Array;
	offset: number;
	stride: number;
	step: number;
	width: number;
	height: number;
}

/**
 * A plane made smaller and turned upright, without gaps between rows. Each new point is the average of the area it covers, so
 * that nothing flickers; `width` and `height` are those of the result.
 */
export function shrink(from: Plane, width: number, height: number, turn: Turn): Uint8Array<ArrayBuffer> {
	const [across, down] = turn % 180 === 0 ? [width, height] : [height, width];
	const columns = spans(from.width, across);
	const rows = spans(from.height, down);
	const line = new Float32Array(from.width);
	const made = new Uint8Array(width * height);
	const [start, right, below] = ways(width, height, turn);
	for (let y = 0; y < down; y++) {
		sumRows(from, rows, y, line);
		let at = start + y * below;
		for (let x = 0; x < across; x++, at += right) made[at] = average(line, columns, x) + 0.5;
	}
	return made;
}

/** For each new point the old ones from `first` to `last`, of which the first and last only count in part. */
interface Spans {
	first: Int32Array;
	last: Int32Array;
	head: Float32Array;
	tail: Float32Array;
	share: number;
}

function spans(old: number, now: number): Spans {
	const made: Spans = {
		first: new Int32Array(now),
		last: new Int32Array(now),
		head: new Float32Array(now),
		tail: new Float32Array(now),
		share: now / old
	};
	for (let i = 0; i < now; i++) {
		const [begin, end] = [(i * old) / now, ((i + 1) * old) / now];
		const first = Math.floor(begin);
		const last = Math.min(old, Math.ceil(end)) - 1;
		made.first[i] = first;
		made.last[i] = last;
		made.head[i] = Math.min(first + 1, end) - begin;
		made.tail[i] = last > first ? end - last : 0;
	}
	return made;
}

/* These two loops run for every point of every frame: indices are within their arrays by construction. */
function sumRows({ bytes, offset, stride, step, width }: Plane, rows: Spans, y: number, line: Float32Array) {
	const [first, last] = [rows.first[y]!, rows.last[y]!];
	for (let row = first; row <= last; row++) {
		const weight = (row === first ? rows.head[y]! : row === last ? rows.tail[y]! : 1) * rows.share;
		let at = offset + row * stride;
		if (row === first) for (let x = 0; x < width; x++, at += step) line[x] = bytes[at]! * weight;
		else for (let x = 0; x < width; x++, at += step) line[x] = line[x]! + bytes[at]! * weight;
	}
}

function average(line: Float32Array, columns: Spans, x: number): number {
	const [first, last] = [columns.first[x]!, columns.last[x]!];
	let sum = line[first]! * columns.head[x]!;
	for (let i = first + 1; i < last; i++) sum += line[i]!;
	if (last > first) sum += line[last]! * columns.tail[x]!;
	return sum * columns.share;
}

/** Where the first point of a plane goes in the upright one, and how far it is from there to the right and below. */
function ways(width: number, height: number, turn: Turn): [start: number, right: number, below: number] {
	const end = width * height - 1;
	switch (turn) {
		case 90:
			return [width - 1, width, -1];
		case 180:
			return [end, -1, -width];
		case 270:
			return [end - width + 1, -width, 1];
		default:
			return [0, 1, width];
	}
}
