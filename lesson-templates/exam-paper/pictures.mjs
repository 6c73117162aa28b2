// A test sheet, and the three rules of the test.
import { box, colour, cross, put, stroke, tag, text, tick } from '../drawing.mjs';

const rules = [
	['抽 10 题', '每人不一样'],
	['80 分过关', '答对八成'],
	['可以再考', '先看讲解']
];

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			put(
				110,
				90,
				box(10, 10, 420, 540, { fill: colour.line, stroke: colour.line, r: 8 }) +
					box(0, 0, 420, 540, { r: 8, thick: 4, stroke: colour.quiet }) +
					[90, 200, 310, 420]
						.map(
							(y, i) =>
								(i === 2 ? cross(70, y, 34) : tick(70, y, 34)) +
								stroke(`M140 ${y - 14} H370 M140 ${y + 20} H${300 - i * 20}`, colour.line, 12)
						)
						.join(''),
				{ turn: -3 }
			) +
			text(900, 270, 150, '测一测', { weight: 700 }) +
			text(900, 400, 60, '农村党员应知应会', { fill: colour.cinnabar, weight: 700 }) +
			tag(900, 470, '随机抽题 八十分过关', { size: 44, fill: colour.wheat, ink: colour.ink })
	},
	{
		file: 'rules.png',
		width: 1280,
		height: 300,
		svg: rules
			.map(
				([what, how], i) =>
					box(30 + i * 415, 30, 390, 240, { thick: 4 }) +
					text(225 + i * 415, 142, 64, what, { weight: 700 }) +
					text(225 + i * 415, 222, 42, how, { fill: colour.quiet })
			)
			.join('')
	}
];
