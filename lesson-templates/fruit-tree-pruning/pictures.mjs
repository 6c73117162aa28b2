// An apple tree in winter, before and after pruning, and where to cut.
import { colour, cross, dot, n, person, put, shape, stroke, tag, text, tick } from '../drawing.mjs';

const bark = colour.brown;
/** What a bud looks like in winter. */
const resting = 'oklch(56% .1 45)';

/** A bud on its twig, its foot at (0, 0): fat and round, it will flower; slim and pointed, it will be leaves. */
const bud = (fat) =>
	fat
		? shape('M-30 0 Q-74 -70 -52 -118 Q-30 -160 0 -164 Q34 -160 54 -118 Q74 -70 30 0Z', resting) +
			stroke('M-50 -60 Q-10 -20 6 -96 M50 -60 Q20 -30 8 -110 M-34 -124 Q-4 -96 6 -150', bark, 5)
		: shape('M-24 0 Q-40 -70 -20 -120 L2 -158 L20 -118 Q38 -70 24 0Z', resting) +
			stroke('M-26 -56 Q0 -30 4 -110 M26 -56 Q12 -40 6 -80', bark, 5);

/** A branch that bends and grows thinner; `thick` at its foot. */
const branch = (d, thick = 14, color = bark) => stroke(d, color, thick);

/** Buds along a line from (x, y) on. */
const buds = (x, y, dx, dy, count) =>
	Array.from({ length: count }, (_, i) => dot(n(x + dx * i), n(y + dy * i), 7, resting)).join('');

/** The tree with its foot at (0, 0), 480 high; `wild` shows what has to go. */
function tree(wild) {
	const frame =
		branch('M0 0 Q-6 -120 0 -230', 46) +
		branch('M0 -120 Q-100 -190 -230 -210', 26) +
		branch('M0 -170 Q110 -230 240 -250', 26) +
		branch('M0 -230 Q-30 -320 -110 -390', 22) +
		branch('M0 -230 Q40 -330 90 -420', 22) +
		branch('M-150 -198 Q-180 -250 -240 -280', 11) +
		branch('M-80 -172 Q-110 -240 -130 -275', 11) +
		branch('M140 -232 Q180 -290 230 -320', 11) +
		branch('M-60 -345 Q-100 -350 -150 -345', 10) +
		branch('M55 -345 Q100 -350 140 -375', 10) +
		buds(-236, -279, 22, 11, 4) +
		buds(226, -318, -20, 14, 4) +
		buds(-146, -346, 20, 0, 4) +
		buds(138, -374, -19, 9, 4);
	if (!wild) return frame;
	const mess = [
		'M-110 -185 Q-110 -300 -100 -420',
		'M-170 -203 Q-176 -320 -190 -400',
		'M90 -215 Q92 -330 80 -470',
		'M160 -238 Q170 -350 180 -430',
		'M-40 -150 Q40 -230 60 -310',
		'M30 -190 Q-60 -250 -80 -330',
		'M-200 -206 Q-220 -160 -270 -130',
		'M200 -246 Q240 -190 270 -150',
		'M-20 -290 Q60 -300 160 -290',
		'M20 -290 Q-60 -280 -190 -310',
		'M-70 -165 Q-10 -260 -10 -440',
		'M120 -226 Q60 -290 30 -400',
		'M-130 -195 Q-60 -260 -40 -300'
	];
	return (
		mess.map((d, i) => branch(d, i % 3 === 0 ? 12 : 8, i % 4 === 3 ? colour.quiet : bark)).join('') + frame
	);
}

const ground = (y, width) => stroke(`M40 ${y} H${width - 40}`, colour.soil, 12);
const cut = (x, y, turn = 0) =>
	put(x, y, stroke('M-42 0 H42', colour.cinnabar, 9, 'stroke-dasharray="16 14"'), { turn });

/** Pruning shears, open, pointing to the right. */
const shears = (x, y, scale = 1, turn = 0) =>
	put(
		x,
		y,
		shape('M0 0 Q60 -46 112 -34 Q70 6 0 14Z', colour.quiet) +
			shape('M0 4 Q66 20 104 44 Q50 52 -6 20Z', colour.ink) +
			stroke('M-4 6 Q-70 -30 -130 -14', colour.cinnabar, 20) +
			stroke('M-4 12 Q-66 50 -126 48', colour.cinnabar, 20) +
			dot(0, 8, 10, colour.wheat),
		{ scale, turn }
	);

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			ground(640, 1280) +
			put(310, 640, tree(false), { scale: 1.15 }) +
			shears(520, 250, 1.15, 160) +
			text(890, 290, 104, '苹果树', { weight: 700 }) +
			text(890, 420, 104, '冬季修剪', { weight: 700 }) +
			text(890, 530, 58, '六步剪好一棵树', { fill: colour.green, weight: 700 })
	},
	{
		file: 'tree-before.png',
		width: 800,
		height: 600,
		svg: ground(560, 800) + put(400, 556, tree(true), { scale: 1.08 })
	},
	{
		file: 'tree-after.png',
		width: 800,
		height: 600,
		svg: ground(560, 800) + put(400, 556, tree(false), { scale: 1.08 })
	},
	{
		file: 'step-look.png',
		width: 640,
		height: 480,
		svg:
			ground(440, 640) +
			put(400, 436, tree(true), { scale: 0.78 }) +
			person(110, 320, { shirt: 'oklch(46% .05 250)', hat: true }) +
			stroke('M175 250 H235 m-18 -16 l18 16 l-18 16', colour.green, 8)
	},
	{
		file: 'step-thin.png',
		width: 640,
		height: 480,
		svg:
			branch('M40 400 Q300 380 600 300', 30) +
			branch('M180 388 Q300 240 460 100', 16) +
			buds(300, 250, 30, -26, 5) +
			branch('M400 362 Q340 220 260 90', 16, colour.quiet) +
			cut(392, 336, 20) +
			tag(520, 40, '留', { size: 36 }) +
			tag(210, 30, '疏掉', { size: 36, fill: colour.cinnabar })
	},
	{
		file: 'step-back.png',
		width: 640,
		height: 480,
		svg:
			branch('M40 160 Q220 140 340 190', 26) +
			branch('M340 190 Q470 260 560 400', 14, colour.quiet) +
			branch('M310 178 Q380 110 460 70', 16) +
			buds(360, 124, 26, -16, 4) +
			cut(370, 208, -60) +
			tag(540, 40, '壮芽', { size: 34 }) +
			tag(470, 400, '剪掉', { size: 34, fill: colour.cinnabar })
	},
	{
		file: 'cut.png',
		width: 1280,
		height: 520,
		svg: [
			['留桩太长', 130, 0, false],
			['斜面平，高出半厘米', 46, 26, true],
			['贴芽太近', 4, 40, false]
		]
			.map(([words, above, slope, good], i) => {
				const x = 220 + i * 420;
				const top = 190 - above;
				return (
					shape(`M${x - 34} 420 V${top + slope} L${x + 34} ${top} V420Z`, bark) +
					stroke(`M${x - 34} ${top + slope} L${x + 34} ${top}`, colour.straw, 10) +
					put(x + 32, 240, bud(false), { scale: 0.5, turn: 22 }) +
					(good ? tick(x - 110, 210, 40) : cross(x - 110, 210, 40)) +
					text(x, 488, 40, words, { weight: 700 })
				);
			})
			.join('')
	},
	{
		file: 'buds.png',
		width: 1280,
		height: 460,
		svg:
			branch('M360 380 V300', 40) +
			put(360, 310, bud(true), { scale: 1.25 }) +
			text(560, 210, 56, '花芽', { anchor: 'start', weight: 700, fill: colour.green }) +
			text(560, 280, 40, '肥大饱满，头圆', { anchor: 'start' }) +
			text(360, 452, 34, '短枝顶上', { fill: colour.quiet }) +
			branch('M880 440 V60', 40) +
			put(900, 290, bud(false), { scale: 0.8, turn: 14 }) +
			text(980, 210, 56, '叶芽', { anchor: 'start', weight: 700, fill: colour.green }) +
			text(980, 280, 40, '瘦小，贴着枝', { anchor: 'start' })
	}
];
