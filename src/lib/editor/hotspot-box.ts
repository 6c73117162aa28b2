/** An area of a picture, in percent of its width and height. */
export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** The smallest area one can still point at, in percent. */
const least = 4;

const between = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
const round = (value: number) => Math.round(value * 10) / 10;

/** A box moved or sized by so many percent, never leaving the picture. */
export function changed(box: Box, how: 'move' | 'size', dx: number, dy: number): Box {
	if (how === 'move')
		return {
			...box,
			x: round(between(box.x + dx, 0, 100 - box.width)),
			y: round(between(box.y + dy, 0, 100 - box.height))
		};
	return {
		...box,
		width: round(between(box.width + dx, least, 100 - box.x)),
		height: round(between(box.height + dy, least, 100 - box.y))
	};
}
