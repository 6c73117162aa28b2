// The three meetings and the lecture as four cards.
import { box, colour, person, tag, text } from '../drawing.mjs';

const card = (i, name, often, fill) =>
	box(24 + i * 312, 40, 288, 320, { fill: colour.white, stroke: fill, thick: 5 }) +
	text(168 + i * 312, 160, name.length > 5 ? 38 : 46, name, { weight: 700 }) +
	tag(168 + i * 312, 230, often, { size: 34, fill });

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			person(210, 330, { shirt: colour.cinnabar }) +
			person(400, 330, { shirt: 'oklch(46% .05 250)', hair: colour.quiet }) +
			box(90, 440, 440, 30, { fill: colour.brown, stroke: colour.brown, r: 8 }) +
			box(120, 470, 30, 130, { fill: colour.brown, stroke: colour.brown, r: 4 }) +
			box(470, 470, 30, 130, { fill: colour.brown, stroke: colour.brown, r: 4 }) +
			text(880, 300, 120, '三会一课', { weight: 700, fill: colour.cinnabar }) +
			text(880, 420, 60, '一步一步做', { weight: 700 }) +
			tag(880, 490, '议得实，记得真', { size: 44, fill: colour.wheat, ink: colour.ink })
	},
	{
		file: 'four.png',
		width: 1280,
		height: 400,
		svg:
			card(0, '支部党员大会', '一般每季度', colour.cinnabar) +
			card(1, '支部委员会会议', '一般每月', colour.green) +
			card(2, '党小组会', '一般每月', colour.green) +
			card(3, '党课', '定期上', colour.brown)
	}
];
