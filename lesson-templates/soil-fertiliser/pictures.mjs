// Where to take a soil sample, and the three numbers on a bag.
import { box, colour, cross, dot, person, put, shape, stroke, tag, text } from '../drawing.mjs';

/** A fertiliser bag, 300 by 400, its foot at (0, 0). */
const bag =
	shape('M-150 -380 Q-120 -420 150 -380 Q166 -180 150 0 Q0 24 -150 0 Q-166 -180 -150 -380Z', colour.straw) +
	stroke('M-150 -380 Q0 -356 150 -380', colour.brown, 8) +
	text(0, -250, 44, '复合肥', { weight: 700 }) +
	text(0, -150, 52, '15-15-15', { weight: 700, fill: colour.cinnabar }) +
	text(0, -80, 34, '40 公斤');

/** Fifteen places along an S that goes over the whole field. */
const points = [
	[1050, 110],
	[890, 100],
	[720, 100],
	[550, 110],
	[390, 130],
	[280, 180],
	[330, 240],
	[480, 255],
	[640, 262],
	[800, 270],
	[940, 295],
	[990, 350],
	[890, 405],
	[700, 415],
	[500, 418]
];

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			put(330, 560, bag, { scale: 1.1 }) +
			person(560, 560, { hat: true, shirt: 'oklch(46% .05 250)', scale: 1.1 }) +
			text(930, 280, 96, '测土配方', { weight: 700 }) +
			text(930, 400, 60, '土先看，肥再下', { fill: colour.green, weight: 700 }) +
			tag(930, 460, '缺什么，补什么', { size: 44, fill: colour.wheat, ink: colour.ink })
	},
	{
		file: 'sampling.png',
		width: 1280,
		height: 520,
		svg:
			box(80, 60, 1120, 400, { fill: 'oklch(84% .05 90)', stroke: colour.soil, thick: 6, r: 8 }) +
			stroke(
				points.map(([x, y], i) => `${i ? 'L' : 'M'}${x} ${y}`).join(' '),
				colour.brown,
				5,
				'stroke-dasharray="14 12"'
			) +
			points.map(([x, y]) => dot(x, y, 17, colour.cinnabar)).join('') +
			dot(1140, 120, 40, colour.brown) +
			cross(1140, 120, 26) +
			text(1140, 190, 28, '粪堆', { weight: 700 }) +
			text(640, 505, 40, '走 S 形，取 15～20 个点，混在一起', { weight: 700 })
	},
	{
		file: 'bag.png',
		width: 1280,
		height: 520,
		svg:
			put(290, 500, bag) +
			['15：氮', '15：磷', '15：钾']
				.map(
					(words, i) =>
						stroke(`M450 ${170 + i * 110} H600`, colour.cinnabar, 5) +
						text(620, 186 + i * 110, 48, words, { anchor: 'start', weight: 700 })
				)
				.join('') +
			text(620, 480, 44, '40 × 15% = 6 公斤氮', { anchor: 'start', fill: colour.green, weight: 700 })
	}
];
