// From the catalogue to the money on the card, and a tractor.
import { box, colour, dot, put, shape, stroke, tag, text } from '../drawing.mjs';

/** A tractor that looks to the right; its wheels stand on y = 0. */
const tractor = (x, y, scale = 1) =>
	put(
		x,
		y,
		shape('M-20 -130 H190 Q214 -130 214 -100 V-50 H-20Z', colour.cinnabar) +
			shape('M-150 -50 V-120 H-20 V-50Z', colour.cinnabar) +
			stroke('M-140 -120 L-120 -260 H0 L10 -130', colour.ink, 12) +
			shape('M-122 -246 H-10 L-2 -134 H-134Z', colour.sky) +
			stroke('M150 -130 V-220', colour.ink, 12) +
			dot(-90, -85, 85, colour.ink) +
			dot(-90, -85, 42, colour.wheat) +
			dot(160, -50, 50, colour.ink) +
			dot(160, -50, 24, colour.wheat),
		{ scale }
	);

const parts = [
	['1', '查目录', '型号有没有'],
	['2', '自己买', '付全款要发票'],
	['3', '去申请', '手机或窗口'],
	['4', '打到卡', '核验公示以后']
];

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			stroke('M40 640 H1240', colour.soil, 14) +
			tractor(330, 634, 1.6) +
			text(900, 220, 100, '农机购置', { weight: 700 }) +
			text(900, 340, 100, '与应用补贴', { weight: 700 }) +
			tag(900, 410, '能不能补 怎么办', { size: 48 })
	},
	{
		file: 'flow.png',
		width: 1280,
		height: 400,
		svg: parts
			.map(([number, what, how], i) => {
				const x = 30 + i * 312;
				return (
					box(x, 60, 270, 280, { thick: 4 }) +
					dot(x + 135, 60, 40, colour.green) +
					text(x + 135, 78, 50, number, { fill: colour.white, weight: 700 }) +
					text(x + 135, 204, 66, what, { weight: 700 }) +
					text(x + 135, 282, 38, how, { fill: colour.quiet }) +
					(i < 3 ? stroke(`M${x + 276} 200 h26 m-13 -14 l14 14 l-14 14`, colour.green, 8) : '')
				);
			})
			.join('')
	}
];
