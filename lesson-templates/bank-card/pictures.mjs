// A bank card and a SIM card, and whose name stands on them.
import { box, colour, cross, dot, person, put, shape, stroke, tag, text } from '../drawing.mjs';

/** A bank card, 360 by 220, its middle at (0, 0). */
const card =
	box(-180, -110, 360, 220, { fill: 'oklch(46% .08 250)', stroke: 'oklch(46% .08 250)', r: 20 }) +
	box(-150, -50, 66, 50, { fill: colour.wheat, stroke: colour.wheat, r: 8 }) +
	stroke('M-150 40 H-20 M10 40 H60 M90 40 H140', colour.white, 12) +
	text(100, -60, 34, '银行卡', { fill: colour.white, weight: 700 });

/** A SIM card, 180 by 220. */
const sim =
	shape('M-90 -110 H50 L90 -70 V90 Q90 110 70 110 H-70 Q-90 110 -90 90Z', colour.straw) +
	box(-50, -40, 100, 100, { fill: colour.wheat, stroke: colour.brown, r: 10 }) +
	stroke('M-50 10 H50 M0 -40 V60', colour.brown, 5);

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			person(240, 520, { shirt: colour.green, scale: 1.3 }) +
			put(480, 400, card, { scale: 0.8, turn: -8 }) +
			cross(480, 400, 90) +
			text(950, 290, 96, '银行卡', { weight: 700 }) +
			text(950, 410, 96, '不能借', { weight: 700, fill: colour.cinnabar }) +
			tag(950, 470, '给多少都不借', { size: 44, fill: colour.wheat, ink: colour.ink })
	},
	{
		file: 'two-cards.png',
		width: 1280,
		height: 480,
		svg:
			put(260, 200, sim) +
			text(260, 390, 46, '电话卡', { weight: 700 }) +
			put(640, 200, card) +
			text(640, 390, 46, '银行卡', { weight: 700 }) +
			box(900, 90, 340, 220, { fill: colour.sprout, stroke: colour.green, thick: 4 }) +
			text(1070, 160, 38, '也算“卡”：', { weight: 700 }) +
			text(1070, 215, 34, '收款码、支付账户') +
			text(1070, 265, 34, '网银盾、验证码') +
			dot(0, 0, 1, colour.paper)
	}
];
