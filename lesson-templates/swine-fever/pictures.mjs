// A sick pig and what to see on it.
import { colour, dot, put, shape, stroke, tag, text } from '../drawing.mjs';

/** A pig seen from the side, 520 long, its feet at y = 0; `sick` shows the purple skin. */
const pig = (sick) =>
	['M-150 -30 V0', 'M-90 -30 V0', 'M80 -30 V0', 'M140 -30 V0']
		.map((d) => stroke(d, 'oklch(78% .06 20)', 34))
		.join('') +
	shape(
		'M-220 -110 Q-220 -220 0 -220 Q180 -220 220 -140 Q240 -90 180 -50 Q0 0 -160 -40 Q-220 -60 -220 -110Z',
		'oklch(83% .06 20)'
	) +
	shape('M180 -160 Q280 -180 300 -110 Q300 -60 230 -56 Q170 -56 170 -110Z', 'oklch(83% .06 20)') +
	shape(
		'M196 -176 Q214 -236 258 -224 Q246 -180 224 -164Z',
		sick ? 'oklch(50% .12 320)' : 'oklch(76% .08 20)'
	) +
	dot(244, -128, 9, colour.ink) +
	stroke('M296 -96 h10', colour.ink, 8) +
	stroke('M-214 -160 q-40 -30 -26 -60', 'oklch(76% .08 20)', 10) +
	(sick
		? dot(-60, -70, 34, 'oklch(54% .12 320)', 'opacity=".7"') +
			dot(40, -60, 26, 'oklch(54% .12 320)', 'opacity=".7"') +
			dot(-150, -70, 22, 'oklch(54% .12 320)', 'opacity=".7"')
		: '');

const note = (x, y, to, words) =>
	stroke(`M${x} ${y} L${to} ${y - 40}`, colour.cinnabar, 5) +
	text(to + (to < x ? -12 : 12), y - 30, 40, words, {
		anchor: to < x ? 'end' : 'start',
		fill: colour.cinnabar,
		weight: 700
	});

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			put(330, 540, pig(true), { scale: 0.9 }) +
			text(920, 280, 92, '非洲猪瘟', { weight: 700 }) +
			text(920, 390, 60, '早报告、不外卖', { fill: colour.cinnabar, weight: 700 }) +
			tag(920, 450, '只传猪，不传人', { size: 44, fill: colour.wheat, ink: colour.ink })
	},
	{
		file: 'signs.png',
		width: 1280,
		height: 560,
		svg:
			put(600, 460, pig(true)) +
			note(770, 250, 900, '耳朵发紫') +
			note(560, 390, 330, '肚皮有紫斑') +
			note(850, 350, 950, '不吃食、发高烧') +
			text(300, 130, 40, '突然死亡', { fill: colour.cinnabar, weight: 700 }) +
			text(300, 190, 40, '呕吐、拉血', { fill: colour.cinnabar, weight: 700 })
	}
];
