// An activity day: the room, the two parts of the day, the five haves, the figures, making up.
import {
	appear,
	box,
	colour,
	dot,
	drawn,
	n,
	person,
	put,
	ramp,
	shape,
	stroke,
	tag,
	text,
	tick
} from '../drawing.mjs';

const shirts = [colour.green, 'oklch(46% .05 250)', colour.brown, 'oklch(56% .09 20)', colour.quiet];

/** The backs of people on a row of benches. */
const bench = (y, xs, scale = 1) =>
	xs
		.map((x, i) =>
			put(
				x,
				y,
				shape('M-66 112 Q-72 26 -24 14 H24 Q72 26 66 112Z', shirts[i % shirts.length]) +
					shape('M-15 -10 H15 V18 H-15Z', colour.skin) +
					shape(
						'M-40 -52 Q-42 -104 0 -104 Q42 -104 40 -52 Q38 0 0 0 Q-38 0 -40 -52Z',
						i % 3 ? colour.ink : colour.quiet
					),
				{ scale }
			)
		)
		.join('') +
	box(xs[0] - 110, y + 96 * scale, xs[xs.length - 1] - xs[0] + 220, 26, {
		fill: colour.soil,
		stroke: colour.brown,
		r: 6
	});

/** The television of the village room; `inner` stands on its screen, 520 by 290. */
const television = (x, y, inner) =>
	put(
		x,
		y,
		box(0, 0, 560, 330, { fill: colour.ink, stroke: colour.ink, r: 14 }) +
			box(20, 20, 520, 290, { fill: colour.sprout, stroke: colour.sprout, r: 4 }) +
			inner +
			shape('M190 330 H370 L400 362 H160Z', colour.quiet)
	);

const ear = (x, y, scale) =>
	put(
		x,
		y,
		stroke('M0 120 Q0 20 40 -70', colour.green, 7) +
			Array.from({ length: 7 }, (_, i) =>
				[-1, 1]
					.map((side) =>
						put(
							6 + i * 6 + side * 15,
							30 - i * 18,
							`<ellipse rx="8" ry="15" fill="${colour.wheat}" stroke="${colour.brown}" stroke-width="2"/>`,
							{ turn: side * 32 + 18 }
						)
					)
					.join('')
			).join(''),
		{ scale }
	);

const room = (t) =>
	appear(
		t,
		0.1,
		television(
			360,
			190,
			[0, 1, 2, 3].map((i) => ear(80 + i * 115, 180 + Math.sin(t * 1.5 + i) * 6, 1)).join('') +
				stroke('M30 296 H530', colour.soil, 8)
		)
	) + appear(t, 0.7, bench(500, [250, 410, 570, 730, 890, 1050], 0.86));

const steps = [
	['发通知', '早几天告诉大家'],
	['签到', '来一个，签一个'],
	['一起看', '规定动作：全体'],
	['分组学', '自选动作：按需要'],
	['讨论', '记下要点'],
	['反馈', '意见报上去']
];

const path = (t) =>
	drawn(t, 0.2, 'M150 176 H1130', colour.soil, 10, 3.2) +
	drawn(t, 3.2, 'M150 462 H1130', colour.soil, 10, 3.2) +
	steps
		.map(([name, why], i) => {
			const [x, y] = [220 + (i % 3) * 420, 176 + Math.floor(i / 3) * 286];
			const own = i === 2 ? colour.cinnabar : colour.green;
			return appear(
				t,
				0.5 + i * 1.05,
				dot(x, y, 46, own) +
					text(x, y + 20, 56, i + 1, { fill: colour.white, weight: 700 }) +
					text(x, y - 66, 54, name, { weight: 700 }) +
					text(x, y + 100, 40, why, { fill: colour.quiet })
			);
		})
		.join('');

const haves = ['通知', '签到', '播放登记', '讨论记录', '信息反馈'];
const drawings = [
	// notice, sign-in sheet, play register, notes, answer going up
	box(-62, -56, 124, 104, { fill: colour.blush, stroke: colour.cinnabar, r: 6 }) +
		stroke('M-40 -26 H40 M-40 0 H40 M-40 26 H10', colour.cinnabar, 7),
	box(-56, -64, 112, 128, { r: 6, stroke: colour.quiet, thick: 4 }) +
		stroke('M-36 -34 H10 M-36 -4 H10 M-36 26 H10', colour.quiet, 6) +
		stroke('M20 -36 l8 8 l14 -18 M20 -6 l8 8 l14 -18 M20 24 l8 8 l14 -18', colour.green, 6),
	box(-70, -52, 140, 92, { fill: colour.ink, stroke: colour.ink, r: 8 }) +
		shape('M-18 -32 L26 -6 L-18 20Z', colour.wheat) +
		stroke('M-34 56 H34', colour.ink, 10),
	shape('M-72 -52 H28 Q44 -52 44 -36 V4 Q44 20 28 20 H-20 L-48 46 V20 H-56 Q-72 20 -72 4Z', colour.wheat) +
		stroke('M-48 -26 H20 M-48 -2 H0', colour.ink, 6) +
		shape('M62 -10 Q76 -10 76 6 V34 Q76 46 62 46 V62 L42 46 H6 Q-4 46 -4 36 H46 Q62 36 62 20Z', colour.soil),
	stroke('M0 60 V-50 M-36 -14 L0 -52 L36 -14', colour.green, 16) + stroke('M-60 62 H60', colour.soil, 10)
];
const cards = (t) =>
	haves
		.map((name, i) => {
			const x = 34 + i * 246;
			return appear(
				t,
				0.5 + i * 1.1,
				box(x, 190, 228, 340, { thick: 4 }) +
					put(x + 114, 312, drawings[i], { scale: 1.15 }) +
					text(x + 114, 470, 50, name, { weight: 700 }) +
					tick(x + 196, 206, 30)
			);
		})
		.join('');

/** Twenty people, of whom so many came. */
const crowd = (x, y, came, t, from, fill) =>
	Array.from({ length: 20 }, (_, i) => {
		const here = i < came;
		const [px, py] = [x + (i % 10) * 50, y + Math.floor(i / 10) * 78];
		const color = here ? fill : colour.line;
		return `<g opacity="${n(ramp(t, from + i * 0.05, 0.4))}">${dot(px, py, 14, color)}${shape(`M${px - 19} ${py + 46} Q${px - 20} ${py + 18} ${px} ${py + 18} Q${px + 20} ${py + 18} ${px + 19} ${py + 46}Z`, color)}</g>`;
	}).join('');

const figures = (t) =>
	appear(
		t,
		0.3,
		text(220, 290, 170, '8', { fill: colour.green, weight: 700 }) +
			text(220, 380, 60, '次以上', { weight: 700 }) +
			text(220, 440, 40, '每人每年', { fill: colour.quiet }) +
			tag(220, 474, '某县的规定', { size: 36, fill: colour.wheat, ink: colour.ink })
	) +
	stroke('M410 130 V520', colour.line, 4) +
	appear(
		t,
		2.2,
		text(590, 222, 96, '85%', { fill: colour.cinnabar, weight: 700 }) +
			text(590, 286, 42, '集中学习', { weight: 700 })
	) +
	crowd(740, 170, 17, t, 2.6, colour.cinnabar) +
	appear(
		t,
		4.6,
		text(590, 442, 96, '75%', { fill: colour.green, weight: 700 }) +
			text(590, 506, 42, '分组学习', { weight: 700 })
	) +
	crowd(740, 390, 15, t, 5, colour.green);

const register = (t) =>
	box(90, 90, 620, 470, { thick: 4, stroke: colour.quiet, r: 8 }) +
	text(400, 164, 50, '播放登记', { weight: 700 }) +
	stroke('M90 190 H710 M300 190 V560 M540 190 V560 M90 282 H710 M90 374 H710 M90 466 H710', colour.line, 4) +
	[
		['9 月 8 日', '防稻瘟病'],
		['10 月 8 日', '土地流转'],
		['11 月 8 日', '党课']
	]
		.map(([day, lesson], i) =>
			appear(
				t,
				0.5 + i * 0.9,
				text(195, 252 + i * 92, 40, day) +
					text(420, 252 + i * 92, 46, lesson, { weight: 700 }) +
					tick(625, 236 + i * 92, 28)
			)
		)
		.join('');

const makeUp = (t) =>
	appear(t, 4.4, person(960, 300, { shirt: 'oklch(46% .05 250)', scale: 1.2 })) +
	appear(
		t,
		4.8,
		box(790, 376, 340, 196, { fill: colour.ink, stroke: colour.ink }) +
			shape('M930 430 L1000 474 L930 518Z', colour.wheat)
	) +
	appear(t, 5.6, tag(960, 40, '事后补课', { fill: colour.green, size: 46 }));

export const scenes = [
	{
		seconds: 7,
		say: [
			[0.6, 3.6, '每月一次，固定一天，', '全村党员聚在一起学。'],
			[3.8, 6.6, '怎样把远程教育活动日', '过得实实在在？']
		],
		draw: (t) => room(t) + appear(t, 1.2, text(640, 132, 100, '过好活动日', { weight: 700 }))
	},
	{
		seconds: 10,
		say: [
			[0.4, 4.6, '先通知，再签到；', '规定动作全体参加，一起看。'],
			[4.8, 9.6, '自选动作分小组，按需要学；', '学完讨论，意见报上去。']
		],
		draw: path
	},
	{
		seconds: 10,
		say: [
			[0.4, 4.8, '活动日要做到五个有：', '有通知、有签到、有播放登记，'],
			[5, 9.6, '有讨论记录、有信息反馈，', '一样不落。']
		],
		draw: (t) => appear(t, 0.1, text(640, 124, 76, '五个有', { weight: 700 })) + cards(t)
	},
	{
		seconds: 10,
		say: [
			[0.4, 2.4, '各地定的数不一样。', '比如某县：一年不少于八次；'],
			[2.6, 9.6, '集中学习，到的人不低于百分之八十五；', '分组学习，不低于百分之七十五。']
		],
		draw: figures
	},
	{
		seconds: 9,
		say: [
			[0.4, 4.2, '收看一次，记录一次，', '不在检查前突击补记录。'],
			[4.4, 8.6, '有事请了假的，', '事后把课补上。']
		],
		draw: (t) => register(t) + makeUp(t)
	},
	{
		seconds: 6,
		say: [[0.4, 5.6, '党员受教育，农民得实惠，', '活动日才算过好。']],
		draw: (t) =>
			room(t + 9) +
			`<rect width="1280" height="180" fill="${colour.paper}"/>` +
			appear(t, 0.3, text(640, 132, 84, '党员受教育，农民得实惠', { weight: 700 }))
	}
];

const done = 99;
export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg: put(0, 70, room(12)) + text(640, 180, 128, '过好活动日', { weight: 700 })
	},
	{ file: 'poster.jpg', width: 1280, height: 720, svg: scenes[0].draw(12) },
	{ file: 'day.png', width: 1280, height: 560, svg: put(0, -50, path(done)) },
	{ file: 'five-haves.png', width: 1280, height: 430, svg: put(0, -140, cards(done)) },
	{ file: 'attendance.png', width: 1280, height: 460, svg: put(0, -90, figures(done)) }
];
