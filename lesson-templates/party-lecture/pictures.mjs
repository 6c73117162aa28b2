// The mass line as a circle, and a meeting.
import { box, colour, dot, person, put, shape, stroke, text } from '../drawing.mjs';

const stations = [
	['听', '从群众中来', '上门听，坐下听', 640, 120],
	['定', '集中起来', '按程序定下来', 1010, 360],
	['办', '到群众中去', '请群众一起办', 640, 600],
	['评', '请群众评', '不好再改', 270, 360]
];

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			shape('M0 0 H1280 V24 H0Z', colour.cinnabar) +
			text(640, 190, 116, '走好群众路线', { weight: 700 }) +
			text(640, 300, 70, '办好身边小事', { fill: colour.cinnabar, weight: 700 }) +
			person(250, 580, { scale: 1.25, hat: true }) +
			person(510, 580, { scale: 1.25, shirt: colour.cinnabar }) +
			person(770, 580, { scale: 1.25, shirt: 'oklch(46% .05 250)', hair: colour.quiet }) +
			person(1030, 580, { scale: 1.25, shirt: colour.brown }) +
			box(100, 650, 1080, 60, { fill: colour.wheat, stroke: colour.wheat, r: 10 })
	},
	{
		file: 'circle.png',
		width: 1280,
		height: 720,
		svg:
			`<ellipse cx="640" cy="360" rx="370" ry="240" fill="none" stroke="${colour.wheat}" stroke-width="14"/>` +
			[
				[902, 190, 40],
				[902, 530, 140],
				[378, 530, 220],
				[378, 190, 320]
			]
				.map(([x, y, turn]) => put(x, y, shape('M-26 -26 L30 0 L-26 26Z', colour.cinnabar), { turn }))
				.join('') +
			stations
				.map(
					([sign, what, how, x, y]) =>
						box(x - 230, y - 82, 460, 164, { thick: 4 }) +
						dot(x - 156, y, 52, colour.cinnabar) +
						text(x - 156, y + 22, 62, sign, { fill: colour.white, weight: 700 }) +
						text(x - 84, y - 4, 54, what, { anchor: 'start', weight: 700 }) +
						text(x - 84, y + 52, 36, how, { anchor: 'start', fill: colour.quiet })
				)
				.join('')
	}
];
