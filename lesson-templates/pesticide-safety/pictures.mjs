// A bottle's label, and first aid in four pictures.
import { box, colour, cross, dot, person, put, shape, stroke, tag, text } from '../drawing.mjs';

/** A bottle 260 wide and 460 high, its foot at (0, 0). */
const bottle = (words) =>
	box(-50, -520, 100, 70, { fill: colour.cinnabar, stroke: colour.cinnabar, r: 10 }) +
	shape('M-60 -450 H60 L130 -380 V-20 Q130 0 110 0 H-110 Q-130 0 -130 -20 V-380Z', colour.straw) +
	box(-110, -350, 220, 300, { r: 10 }) +
	words;

const drop = (x, y, scale = 1) =>
	put(x, y, shape('M0 -34 Q26 0 20 18 Q12 36 0 36 Q-12 36 -20 18 Q-26 0 0 -34Z', colour.water), { scale });

const note = (y, words) =>
	stroke(`M430 ${y} H560`, colour.cinnabar, 5) +
	text(580, y + 15, 42, words, { anchor: 'start', weight: 700 });

const frame = (i, words, art) =>
	box(20 + i * 315, 30, 290, 400, { fill: colour.white }) +
	tag(165 + i * 315, 50, String(i + 1), { size: 34 }) +
	art +
	text(165 + i * 315, 395, 34, words, { weight: 700 });

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			put(300, 640, bottle(text(0, -180, 60, '标签', { weight: 700 })), { scale: 1.05 }) +
			person(560, 520, { hat: true, shirt: 'oklch(46% .05 250)', scale: 1.25 }) +
			text(900, 280, 104, '农药安全', { weight: 700 }) +
			text(900, 400, 60, '护住人，救得急', { fill: colour.green, weight: 700 }) +
			tag(900, 460, '先看标签', { size: 46, fill: colour.wheat, ink: colour.ink })
	},
	{
		file: 'label.png',
		width: 1280,
		height: 560,
		svg:
			put(
				250,
				540,
				bottle([-310, -260, -210, -160, -110].map((y) => stroke(`M-86 ${y} H86`, colour.line, 12)).join(''))
			) +
			note(150, '名称、有效成分和含量') +
			note(230, '毒性标识') +
			note(310, '用在什么作物上') +
			note(390, '用量和方法') +
			note(470, '安全间隔期')
	},
	{
		file: 'first-aid.png',
		width: 1280,
		height: 460,
		svg:
			frame(
				0,
				'离开，到通风处',
				person(150, 240, { shirt: colour.quiet, scale: 0.85 }) +
					stroke('M230 190 H290 m-16 -14 l16 14 l-16 14', colour.green, 8)
			) +
			frame(
				1,
				'脱掉沾药的衣服',
				shape('M430 180 L480 150 L530 180 L560 230 L520 250 L515 330 H445 L440 250 L400 230Z', colour.leaf) +
					cross(480, 230, 44)
			) +
			frame(
				2,
				'清水冲 15 分钟',
				drop(750, 180, 1.4) + drop(795, 230, 1.4) + drop(840, 180, 1.4) + dot(795, 320, 26, colour.skin)
			) +
			frame(
				3,
				'打 120，带标签',
				box(1060, 140, 110, 190, { fill: colour.ink, stroke: colour.ink, r: 18 }) +
					box(1074, 166, 82, 130, { fill: colour.sky, stroke: colour.sky, r: 4 }) +
					text(1115, 248, 44, '120', { fill: colour.cinnabar, weight: 700 })
			)
	}
];
