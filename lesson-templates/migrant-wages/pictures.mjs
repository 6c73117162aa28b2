// A labour contract and what to look at in it.
import { box, colour, person, put, shape, stroke, tag, text, tick } from '../drawing.mjs';

const sheet = (x, y, width, height) =>
	box(x + 10, y + 10, width, height, { fill: colour.line, stroke: colour.line, r: 8 }) +
	box(x, y, width, height, { r: 8, thick: 4, stroke: colour.quiet }) +
	text(x + width / 2, y + 72, 46, '劳动合同', { weight: 700 });

const rows = ['哪家单位', '干什么活', '在哪里干', '干多久', '工资多少', '哪天发'];

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			person(300, 470, { shirt: 'oklch(46% .05 250)', hat: true, scale: 1.5 }) +
			put(
				120,
				560,
				box(0, 0, 150, 110, { fill: colour.brown, stroke: colour.brown, r: 14 }) +
					stroke('M40 0 Q75 -50 110 0', colour.brown, 12)
			) +
			text(880, 270, 96, '出门打工', { weight: 700 }) +
			text(880, 390, 60, '合同要签，工资要拿', { fill: colour.green, weight: 700 }) +
			tag(880, 450, '12333', { size: 48, fill: colour.wheat, ink: colour.ink }) +
			shape('M0 0Z', colour.ink)
	},
	{
		file: 'contract.png',
		width: 1280,
		height: 620,
		svg:
			sheet(70, 40, 420, 530) +
			[150, 200, 250, 300, 350, 400, 450]
				.map((y) => stroke(`M110 ${y} H${y === 450 ? 300 : 450}`, colour.line, 12))
				.join('') +
			rows
				.map(
					(words, i) =>
						tick(580 + (i % 2) * 340, 150 + Math.floor(i / 2) * 150, 32) +
						text(630 + (i % 2) * 340, 166 + Math.floor(i / 2) * 150, 46, words, {
							anchor: 'start',
							weight: 700
						})
				)
				.join('')
	}
];
