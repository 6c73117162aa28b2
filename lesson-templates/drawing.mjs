// What the drawings of all starter lessons share: the colours of the house, Chinese text, and motion as a function of time.

/** The same colours as the interface (`src/lib/ui/tokens.css`), and a few of nature's own. */
export const colour = {
	paper: 'oklch(98.5% .005 95)',
	white: 'white',
	line: 'oklch(86% .012 95)',
	ink: 'oklch(24% .015 150)',
	quiet: 'oklch(46% .015 150)',
	green: 'oklch(46% .11 150)',
	leaf: 'oklch(62% .13 145)',
	sprout: 'oklch(90% .06 145)',
	wheat: 'oklch(80% .14 85)',
	straw: 'oklch(93% .05 90)',
	cinnabar: 'oklch(52% .19 28)',
	blush: 'oklch(94% .03 28)',
	brown: 'oklch(42% .07 55)',
	soil: 'oklch(72% .06 70)',
	water: 'oklch(84% .05 230)',
	sky: 'oklch(94% .02 230)',
	skin: 'oklch(83% .06 65)'
};

/** Width and height of a film, in pixels; captions stand in the lowest 112. */
export const film = { width: 1280, height: 720, rate: 15 };

/** One line of text; `at` is its baseline. */
export function text(x, at, size, words, { fill = colour.ink, weight = 500, anchor = 'middle' } = {}) {
	return `<text x="${x}" y="${at}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${words}</text>`;
}

/** A box with round corners. */
export function box(
	x,
	y,
	width,
	height,
	{ fill = colour.white, stroke = colour.line, r = 16, thick = 3 } = {}
) {
	return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${r}" fill="${fill}" stroke="${stroke}" stroke-width="${thick}"/>`;
}

/** A line or curve without filling. */
export function stroke(d, color = colour.ink, thick = 5, more = '') {
	return `<path d="${d}" fill="none" stroke="${color}" stroke-width="${thick}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
}

/** A filled shape. */
export const shape = (d, fill, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`;

/** A filled circle. */
export const dot = (x, y, r, fill, more = '') =>
	`<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`;

/** Something moved, turned and scaled. */
export const put = (x, y, inner, { scale = 1, turn = 0 } = {}) =>
	`<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)}) scale(${n(scale)})">${inner}</g>`;

/** Words on a coloured lozenge, centred at x. */
export function tag(x, y, words, { fill = colour.green, ink = colour.white, size = 40 } = {}) {
	const width = [...words].length * size + size * 1.2;
	return `${box(x - width / 2, y, width, size * 1.6, { fill, stroke: fill, r: size * 0.8 })}${text(x, y + size * 1.16, size, words, { fill: ink, weight: 700 })}`;
}

/** A tick in a green circle. */
export const tick = (x, y, r = 28) =>
	dot(x, y, r, colour.green) +
	stroke(`M${x - r * 0.45} ${y} l${r * 0.32} ${r * 0.36} l${r * 0.6} ${-r * 0.7}`, colour.white, r * 0.2);

/** A cross in a red circle. */
export const cross = (x, y, r = 28) =>
	dot(x, y, r, colour.cinnabar) +
	stroke(
		`M${x - r * 0.36} ${y - r * 0.36} l${r * 0.72} ${r * 0.72} m0 ${-r * 0.72} l${-r * 0.72} ${r * 0.72}`,
		colour.white,
		r * 0.2
	);

/** Head and shoulders of somebody, chin at y; `hat` is a straw hat. */
export function person(x, y, { shirt = colour.green, hair = colour.ink, hat = false, scale = 1 } = {}) {
	const top = hat
		? shape('M-78 -92 Q0 -122 78 -92 Q0 -78 -78 -92Z', colour.wheat) +
			shape('M-40 -98 Q-34 -142 0 -142 Q34 -142 40 -98 Q0 -88 -40 -98Z', colour.wheat) +
			stroke('M-41 -100 Q0 -90 41 -100', colour.brown, 5)
		: shape('M-46 -62 Q-50 -122 0 -122 Q50 -122 46 -62 Q36 -92 0 -92 Q-36 -92 -46 -62Z', hair);
	return put(
		x,
		y,
		shape('M-84 120 Q-86 22 -26 10 L26 10 Q86 22 84 120Z', shirt) +
			shape('M-17 -16 H17 V14 Q0 30 -17 14Z', colour.skin) +
			shape('M-44 -70 Q-44 -104 0 -104 Q44 -104 44 -70 Q44 -2 0 -2 Q-44 -2 -44 -70Z', colour.skin) +
			dot(-16, -58, 4.5, colour.ink) +
			dot(16, -58, 4.5, colour.ink) +
			stroke('M-13 -30 Q0 -20 13 -30', colour.brown, 4) +
			top,
		{ scale }
	);
}

/** How far something that starts at `from` and takes `seconds` has come at `t`: 0 to 1, soft at both ends. */
export function ramp(t, from, seconds = 0.7) {
	const x = Math.min(1, Math.max(0, (t - from) / seconds));
	return x * x * (3 - 2 * x);
}

/** Fades in from `from` on, rising by `rise` and coming from the left by `slide` pixels. */
export function appear(t, from, inner, { rise = 26, slide = 0, seconds = 0.7 } = {}) {
	const far = ramp(t, from, seconds);
	if (!far) return '';
	return `<g opacity="${n(far)}" transform="translate(${n(-slide * (1 - far))} ${n(rise * (1 - far))})">${inner}</g>`;
}

/** A line that draws itself. */
export function drawn(t, from, d, color, thick, seconds = 1) {
	const far = ramp(t, from, seconds);
	return far ? stroke(d, color, thick, `pathLength="1" stroke-dasharray="${n(far)} 2"`) : '';
}

/** Looks closer: at `far` = 1, the point (x, y) is in the middle of the picture's upper part, `by` times as large. */
export function closer(far, x, y, by, inner, cx = 640, cy = 320) {
	const scale = 1 + (by - 1) * far;
	const [mx, my] = [x + (cx - x) * far, y + (cy - y) * far];
	return `<g transform="translate(${n(mx)} ${n(my)}) scale(${n(scale)}) translate(${-x} ${-y})">${inner}</g>`;
}

/** A number as short text. */
export const n = (value) => String(Math.round(value * 1000) / 1000);

/** A whole picture. */
export const picture = (width, height, inner) =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="'Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei',sans-serif"><rect width="${width}" height="${height}" fill="${colour.paper}"/>${inner}</svg>`;
