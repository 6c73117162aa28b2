// Lao Zhang's three mu: who holds which right, what a transfer may do, and what has to be written down.
import {
	appear,
	box,
	colour,
	cross,
	dot,
	drawn,
	person,
	put,
	ramp,
	shape,
	stroke,
	tag,
	text,
	tick
} from '../drawing.mjs';

/** One plot of land seen from above at a slant, with rows of seedlings. */
function plot(x, y, { fill = colour.sprout, rows = true } = {}) {
	let seedlings = '';
	for (let row = 0; row < 4; row++)
		for (let k = 0; k < 6; k++) {
			const px = 34 + k * 40 + row * 14;
			const py = 28 + row * 32;
			seedlings += stroke(
				`M${px} ${py + 8} q-2 -14 -11 -20 M${px} ${py + 8} q2 -14 11 -20 M${px} ${py + 8} v-24`,
				colour.leaf,
				4
			);
		}
	return put(
		x,
		y,
		shape(
			'M0 0 H262 L324 148 H62Z',
			fill,
			`stroke="${colour.soil}" stroke-width="9" stroke-linejoin="round"`
		) + (rows ? seedlings : '')
	);
}

const plots = (t, y) =>
	[0, 1, 2].map((i) => appear(t, 0.2 + i * 0.4, plot(115 + i * 350, y), { rise: 40 })).join('');

const zhang = (x, y, scale = 1) => person(x, y, { shirt: 'oklch(46% .05 250)', hair: colour.quiet, scale });
const li = (x, y, scale = 1) => person(x, y, { shirt: colour.green, hat: true, scale });
const boss = (x, y, scale = 1) => person(x, y, { shirt: colour.ink, scale });

/** A sheet of paper with a heading; its lines come from `rows`. */
function sheet(x, y, width, height, heading, inner) {
	return (
		box(x + 10, y + 10, width, height, { fill: colour.line, stroke: colour.line, r: 8 }) +
		box(x, y, width, height, { r: 8, thick: 4, stroke: colour.quiet }) +
		text(x + width / 2, y + 74, 50, heading, { weight: 700 }) +
		stroke(`M${x + 40} ${y + 98} H${x + width - 40}`, colour.line, 4) +
		inner
	);
}

const rights = [
	['所有权', '村集体', colour.cinnabar, colour.white],
	['承包权', '老张家', colour.green, colour.white],
	['经营权', '可以流转', colour.wheat, colour.ink]
];

/** Three rights as three layers; the last one moves to the right. */
const layers = (t) =>
	rights
		.map(([right, who, fill, ink], i) =>
			appear(
				t,
				0.6 + i * 1.3,
				box(190, 156 + i * 148, 420, 122, { fill, stroke: fill }) +
					text(400, 238 + i * 148, 66, right, { fill: ink, weight: 700 }) +
					stroke(`M640 ${217 + i * 148} H740`, colour.quiet, 6) +
					text(780, 238 + i * 148, 62, who, { anchor: 'start', weight: 700 }),
				{ rise: 0, slide: 60 }
			)
		)
		.join('');

/** How long the contract still runs, and how long somebody wants the land. */
const years = (t) => {
	const unit = 88;
	const left = 350;
	const cells = (count, y, fill, from) =>
		Array.from({ length: count }, (_, i) =>
			appear(t, from + i * 0.12, box(left + i * unit, y, unit - 8, 84, { fill, stroke: fill, r: 8 }), {
				rise: 0
			})
		).join('');
	return (
		text(320, 290, 50, '承包还剩', { anchor: 'end', weight: 700 }) +
		cells(6, 230, colour.green, 0.4) +
		appear(t, 1.2, text(left + 6 * unit + 24, 292, 54, '6 年', { anchor: 'start', weight: 700 })) +
		appear(t, 1.8, text(320, 424, 50, '想签', { anchor: 'end', weight: 700 })) +
		cells(6, 364, colour.wheat, 2) +
		cells(0, 0, '', 0) +
		Array.from({ length: 4 }, (_, i) =>
			appear(
				t,
				2.8 + i * 0.12,
				box(left + (6 + i) * unit, 364, unit - 8, 84, { fill: colour.blush, stroke: colour.cinnabar, r: 8 }),
				{ rise: 0 }
			)
		).join('') +
		drawn(t, 3.6, `M${left + 6 * unit - 4} 200 V480`, colour.cinnabar, 7, 0.8) +
		appear(t, 4.2, cross(left + 8 * unit, 406, 34)) +
		appear(t, 4.6, text(left + 8 * unit, 530, 50, '多出的 4 年不行', { fill: colour.cinnabar, weight: 700 }))
	);
};

const clauses = ['哪块地、多少亩', '起止日期', '种什么用途', '价钱、怎么付', '征收补偿归谁', '违约怎么办'];
const contract = (t) =>
	sheet(
		250,
		24,
		780,
		560,
		'土地经营权流转合同',
		clauses
			.map((clause, i) => {
				const [x, y] = [300 + (i % 2) * 394, 188 + Math.floor(i / 2) * 88];
				return appear(
					t,
					0.5 + i * 0.6,
					tick(x + 14, y - 16, 24) + text(x + 52, y, 42, clause, { anchor: 'start', weight: 700 })
				);
			})
			.join('') +
			appear(t, 4.6, stroke('M300 486 h300 M680 486 h300', colour.quiet, 4)) +
			drawn(t, 4.9, 'M330 476 q30 -50 50 -8 t50 -14 t60 6', colour.ink, 6) +
			drawn(t, 5.7, 'M710 474 q20 -46 56 -12 t44 -6 t66 4', colour.ink, 6) +
			appear(
				t,
				6.4,
				`${dot(905, 506, 56, 'none', `stroke="${colour.cinnabar}" stroke-width="7"`)}${text(905, 522, 44, '章', { fill: colour.cinnabar })}`
			) +
			appear(t, 5, text(450, 552, 36, '老张', { fill: colour.quiet })) +
			appear(t, 5.8, text(770, 552, 36, '合作社', { fill: colour.quiet }))
	);

const bids = (t) =>
	appear(t, 0.4, li(330, 340, 1.05)) +
	appear(t, 0.8, text(330, 520, 56, '本村小李', { weight: 700 })) +
	appear(t, 1.2, boss(950, 340, 1.05)) +
	appear(t, 1.6, text(950, 520, 56, '外村王老板', { weight: 700 })) +
	appear(
		t,
		2.2,
		tag(640, 230, '价钱一样', { fill: colour.straw, ink: colour.ink, size: 46 }) +
			tag(640, 320, '条件一样', { fill: colour.straw, ink: colour.ink, size: 46 })
	) +
	appear(t, 3.8, stroke('M190 166 H470 V560 H190Z', colour.green, 9) + tick(470, 166, 40)) +
	appear(t, 4.4, text(640, 500, 64, '小李优先', { fill: colour.green, weight: 700 }));

const rules = [
	['自愿', '谁也不能强迫'],
	['用途不变', '农地还做农用'],
	['不超期', '不超剩余年限'],
	['写合同', '书面，讲清楚']
];

export const scenes = [
	{
		seconds: 7,
		say: [
			[0.6, 3.6, '老张家承包了三亩地，', '儿女在外，自己种不动了。'],
			[3.8, 6.6, '租给别人种，行不行？', '要守哪些规矩？']
		],
		draw: (t) =>
			plots(t, 420) +
			appear(t, 0.4, text(720, 176, 108, '老张的三亩地', { weight: 700 })) +
			appear(t, 1.2, text(720, 276, 58, '土地经营权怎么流转', { fill: colour.green, weight: 700 })) +
			appear(t, 0.8, zhang(220, 240, 1.2))
	},
	{
		seconds: 9,
		say: [
			[0.4, 4.4, '地是村集体的，', '承包权是老张家的。'],
			[4.6, 8.6, '租出去的只是经营权，', '老张家和村里的承包关系不变。']
		],
		draw: (t) => appear(t, 0.1, text(640, 108, 66, '一块地，三种权', { weight: 700 })) + layers(t)
	},
	{
		seconds: 9,
		say: [
			[0.4, 4.2, '流转要自愿，', '农地还得做农用。'],
			[4.4, 8.6, '想把田硬化，改成停车场？', '不行。']
		],
		draw: (t) =>
			appear(t, 0.1, text(640, 112, 66, '农地农用', { weight: 700 })) +
			appear(t, 0.4, put(150, 200, `<g transform="scale(1.25)">${plot(0, 0)}</g>`)) +
			appear(t, 1.4, tick(352, 462, 38) + text(352, 570, 56, '种粮种菜', { weight: 700 })) +
			appear(
				t,
				4.2,
				put(
					730,
					200,
					`<g transform="scale(1.25)">${plot(0, 0, { fill: colour.line, rows: false })}${[0, 1, 2].map((i) => stroke(`M${70 + i * 62} 20 l44 108`, colour.white, 6)).join('')}</g>` +
						put(
							190,
							90,
							shape('M-84 20 Q-84 -10 -50 -14 L-28 -44 H34 L58 -14 Q88 -10 88 20Z', colour.cinnabar) +
								shape('M-34 -16 L-20 -36 H2 V-16Z M10 -16 V-36 H30 L44 -16Z', colour.sky) +
								dot(-46, 22, 17, colour.ink) +
								dot(50, 22, 17, colour.ink)
						)
				)
			) +
			appear(t, 5.2, cross(932, 462, 38) + text(932, 570, 56, '建停车场', { weight: 700 }))
	},
	{
		seconds: 9,
		say: [
			[0.4, 4.2, '承包期还剩六年，', '对方想一签就是十年。'],
			[4.4, 8.6, '流转的年限，', '不能超过承包期剩下的年限。']
		],
		draw: (t) => appear(t, 0.1, text(640, 124, 66, '不能超过剩余年限', { weight: 700 })) + years(t)
	},
	{
		seconds: 8,
		say: [
			[0.4, 3.6, '本村小李、外村王老板，', '出的价钱和条件都一样。'],
			[3.8, 7.6, '同等条件下，', '本集体经济组织成员优先。']
		],
		draw: (t) => appear(t, 0.1, text(640, 108, 66, '同等条件，谁优先？', { weight: 700 })) + bids(t)
	},
	{
		seconds: 9,
		say: [
			[0.4, 4.4, '口说无凭，写成合同：', '哪块地、多少年、多少钱，一条条写清。'],
			[4.6, 8.6, '签好字，向发包方备案。', '五年以上的，还可以申请登记。']
		],
		draw: contract
	},
	{
		seconds: 7,
		say: [[0.4, 6.4, '自愿、农用、不超期、写合同，', '老张放心，种地的人也放心。']],
		draw: (t) =>
			rules
				.map(([rule, why], i) => {
					const [x, y] = [90 + (i % 2) * 560, 70 + Math.floor(i / 2) * 260];
					return appear(
						t,
						0.3 + i * 0.7,
						box(x, y, 540, 230, { thick: 4 }) +
							tick(x + 70, y + 90, 38) +
							text(x + 130, y + 112, 66, rule, { anchor: 'start', weight: 700 }) +
							text(x + 130, y + 190, 48, why, { anchor: 'start', fill: colour.quiet })
					);
				})
				.join('')
	}
];

const done = 99;
export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			put(0, 60, plots(done, 400)) +
			text(740, 210, 116, '老张的三亩地', { weight: 700 }) +
			text(740, 330, 62, '土地经营权怎么流转', { fill: colour.green, weight: 700 }) +
			zhang(200, 270, 1.35)
	},
	{ file: 'poster.jpg', width: 1280, height: 720, svg: scenes[0].draw(done) },
	{ file: 'three-rights.png', width: 1280, height: 500, svg: put(0, -110, layers(done)) },
	{ file: 'remaining-years.png', width: 1280, height: 400, svg: put(0, -170, years(done)) },
	{ file: 'contract.png', width: 1280, height: 620, svg: contract(done) }
];
