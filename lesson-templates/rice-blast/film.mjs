// Rice blast: leaf, neck, weather, the right moment, the safe way.
import {
	appear,
	box,
	closer,
	colour,
	cross,
	dot,
	drawn,
	put,
	ramp,
	shape,
	stroke,
	tag,
	text,
	tick
} from '../drawing.mjs';

const sickBrown = 'oklch(36% .07 45)';
const ash = 'oklch(91% .01 100)';

/** A lesion of the chronic kind: yellow ring, brown edge, grey-white middle, brown lines along the vein. */
function lesion(x, y, long, { turn = 0, far = 1 } = {}) {
	const lens = (l, h) => `M${-l} 0 Q0 ${-h} ${l} 0 Q0 ${h} ${-l} 0Z`;
	return put(
		x,
		y,
		stroke(`M${-long * 1.5} 0 H${long * 1.5}`, sickBrown, long * 0.05) +
			shape(lens(long * 1.18, long * 0.78), colour.wheat) +
			shape(lens(long, long * 0.6), sickBrown) +
			shape(lens(long * 0.72, long * 0.36), ash),
		{ turn, scale: Math.max(0.01, far) }
	);
}

/** A leaf from left to right, 1100 long. */
const blade =
	shape('M90 350 C320 236 780 214 1190 338 C800 412 330 436 90 350Z', colour.leaf) +
	stroke('M96 350 C400 318 800 306 1176 338', colour.green, 7) +
	[-46, -24, 26, 48]
		.map((d) =>
			stroke(`M190 ${348 + d * 0.4} C450 ${320 + d} 800 ${310 + d} 1060 ${330 + d * 0.35}`, colour.green, 1.6)
		)
		.join('');

const spots = [
	[330, 318, 26, -5],
	[500, 356, 34, -2],
	[690, 300, 56, 1],
	[880, 346, 38, 4],
	[1010, 318, 24, 7]
];
const leafWith = (far) =>
	blade + spots.map(([x, y, long, turn], i) => lesion(x, y, long, { turn, far: far(i) })).join('');

/** An ear hanging from its neck; a sick one stands pale, with a dark ring at the neck. */
function ear(x, y, { sick = false, scale = 1, far = 1 } = {}) {
	const bend = sick ? 46 : 150;
	const droop = sick ? -290 : -150;
	const at = (s) => {
		const u = 1 - s;
		return [2 * u * s * (sick ? 4 : 20) + s * s * bend, 2 * u * s * -250 + s * s * droop];
	};
	const husk = sick ? 'oklch(92% .025 95)' : colour.wheat;
	const edge = sick ? 'oklch(74% .03 90)' : colour.brown;
	let grains = '';
	for (let i = 0; i < 15; i++) {
		const s = 0.26 + (i / 14) * 0.74;
		const [px, py] = at(s);
		for (const side of [-1, 1]) {
			const turn = sick ? side * 28 : side * 30 + s * 110;
			grains += put(
				px + side * (sick ? 17 : 20) * (1.15 - s * 0.5),
				py,
				`<ellipse rx="${sick ? 6 : 9}" ry="17" fill="${husk}" stroke="${edge}" stroke-width="2"/>`,
				{ turn }
			);
		}
	}
	const [ex, ey] = at(1);
	const neck = sick
		? `<g opacity="${far}">${stroke('M0 -8 L1 -78', sickBrown, 17)}${stroke('M0 10 V-8', sickBrown, 11)}</g>`
		: '';
	return put(
		x,
		y,
		stroke('M0 190 V0', sick ? 'oklch(74% .08 110)' : colour.leaf, 11) +
			shape('M0 170 Q-90 60 -150 70 Q-80 90 -4 186Z', colour.leaf) +
			shape('M0 110 Q100 20 165 -60 Q120 60 4 140Z', colour.leaf) +
			stroke(`M0 0 Q${sick ? 4 : 20} -250 ${ex} ${ey}`, sick ? edge : colour.leaf, 6) +
			grains +
			neck,
		{ scale }
	);
}

/** A hill of rice: height in pixels, number of blades, and whether ears are out. */
function hill(x, y, high, blades, { ears = 0, far = 1 } = {}) {
	let out = '';
	for (let i = 0; i < blades; i++) {
		const lean = (i - (blades - 1) / 2) / Math.max(1, blades - 1);
		const h = high * far * (1 - Math.abs(lean) * 0.25);
		const tipX = lean * high * 0.95;
		out += shape(
			`M-5 0 Q${tipX * 0.15} ${-h * 0.8} ${tipX} ${-h} Q${tipX * 0.35 + 9} ${-h * 0.7} 5 0Z`,
			i % 2 ? colour.leaf : colour.green
		);
	}
	for (let i = 0; i < ears; i++) {
		const side = i - (ears - 1) / 2;
		const up = high * 1.02 * far;
		out += stroke(`M0 ${-up * 0.5} Q${side * 10} ${-up} ${side * 34} ${-up * 1.1}`, colour.leaf, 4);
		for (let k = 0; k < 5; k++)
			out += put(
				side * (22 + k * 7),
				-up * 1.12 + k * 9,
				`<ellipse rx="5" ry="9" fill="${colour.wheat}" stroke="${colour.brown}" stroke-width="1.2"/>`,
				{ turn: side * 40 }
			);
	}
	return put(x, y, out);
}

const stages = [
	['秧苗', 60, 3, 0],
	['分蘖', 110, 7, 0],
	['孕穗', 170, 7, 0],
	['破口', 180, 7, 1],
	['齐穗', 185, 7, 4]
];
const stageX = (i) => 150 + i * 245;

function timeline(t, y = 430) {
	return (
		drawn(t, 0.2, `M70 ${y} H1210`, colour.soil, 12, 1.6) +
		stages
			.map(([name, high, blades, ears], i) => {
				const far = ramp(t, 0.4 + i * 0.4, 0.9);
				return far
					? hill(stageX(i), y, high, blades, { ears, far }) +
							`<g opacity="${far}">${text(stageX(i), y + 66, 46, name, { weight: 700 })}</g>`
					: '';
			})
			.join('')
	);
}

const flag = (x, y, words, fill, ink = colour.white) =>
	stroke(`M${x} ${y + 64} V${y + 118}`, fill, 6) +
	shape(`M${x - 14} ${y + 112} h28 l-14 20z`, fill) +
	tag(x, y, words, { fill, ink, size: 38 });

/** A farmer dressed for spraying, 520 high, feet at (x, y). */
function sprayer(x, y, t, scale = 1) {
	const sway = Math.sin(t * 1.6) * 3;
	let mist = '';
	for (let i = 0; i < 26; i++) {
		const age = (t * 0.55 + i / 26) % 1;
		const spread = ((i * 37) % 26) / 26 - 0.5;
		mist += `<circle cx="${252 + age * 140}" cy="${-150 + spread * age * 130 + age * 70}" r="${3.5 + age * 3}" fill="${colour.water}" opacity="${Math.round((1 - age) * 100) / 100}"/>`;
	}
	const coat = 'oklch(70% .06 240)';
	const glove = colour.wheat;
	return put(
		x,
		y,
		mist +
			box(-128, -352, 84, 150, { fill: colour.green, stroke: colour.ink, r: 18, thick: 4 }) +
			shape('M-52 -210 H52 L48 -40 H8 L0 -170 L-8 -40 H-48Z', 'oklch(46% .04 250)') +
			shape('M-52 -60 H-6 V-4 H-66 Q-66 -22 -52 -26Z', colour.ink) +
			shape('M6 -60 H52 V-26 Q76 -24 78 -4 H6Z', colour.ink) +
			shape('M-62 -196 Q-70 -352 -22 -366 H26 Q66 -352 60 -196Z', coat) +
			stroke('M-44 -346 Q-20 -290 -40 -220', colour.ink, 8) +
			put(
				0,
				sway,
				stroke('M84 -236 L252 -152', colour.ink, 8) +
					stroke('M236 -164 L258 -146', colour.cinnabar, 13) +
					stroke('M32 -330 Q58 -250 98 -230', coat, 38) +
					dot(104, -228, 22, glove) +
					stroke('M-6 -320 Q20 -240 62 -246', coat, 34) +
					dot(70, -246, 20, glove)
			) +
			shape('M-16 -384 H18 V-358 H-16Z', colour.skin) +
			shape('M-44 -404 Q-54 -450 -30 -466 H40 L-10 -446 Q-24 -420 -30 -392Z', colour.ink) +
			shape('M-36 -430 Q-36 -470 2 -470 Q48 -470 48 -428 Q48 -372 4 -372 Q-36 -372 -36 -430Z', colour.skin) +
			shape(
				'M-14 -414 Q26 -424 50 -412 Q50 -366 8 -370 Q-14 -384 -14 -414Z',
				colour.white,
				`stroke="${colour.quiet}" stroke-width="3"`
			) +
			stroke('M-42 -418 L-14 -408', colour.quiet, 3) +
			`<rect x="-6" y="-446" width="58" height="24" rx="11" fill="${colour.sky}" stroke="${colour.ink}" stroke-width="4"/>` +
			shape('M-92 -452 Q0 -486 98 -452 Q0 -440 -92 -452Z', colour.wheat) +
			shape('M-46 -460 Q-40 -512 2 -512 Q44 -512 50 -460 Q0 -450 -46 -460Z', colour.wheat),
		{ scale }
	);
}

const cloud = (x, y, scale = 1) =>
	put(
		x,
		y,
		shape(
			'M-150 50 Q-190 50 -190 8 Q-190 -32 -146 -36 Q-130 -98 -62 -92 Q-24 -136 40 -112 Q86 -104 96 -58 Q168 -62 172 -2 Q172 50 122 50Z',
			'oklch(80% .015 240)'
		),
		{ scale }
	);

function rain(t, x, y) {
	let out = '';
	for (let i = 0; i < 12; i++) {
		const fall = (t * 0.8 + ((i * 5) % 12) / 12) % 1;
		out += `<path d="M${x - 140 + i * 24} ${y + fall * 130} l-7 24" stroke="oklch(66% .09 235)" stroke-width="6" stroke-linecap="round" opacity="${Math.round(Math.sin(fall * Math.PI) * 100) / 100}"/>`;
	}
	return out;
}

const fieldRow = (y, from = 60, to = 1240) => {
	let out = stroke(`M${from} ${y} H${to}`, colour.soil, 10);
	for (let x = from + 40; x < to; x += 78) out += hill(x, y, 74 + ((x * 7) % 18), 5);
	return out;
};

const parts = [
	['外圈黄', 300, 150, 452, 302],
	['边缘褐', 300, 550, 535, 366],
	['中间灰白', 980, 150, 690, 326],
	['两头有褐线', 980, 550, 920, 330]
];

/** The lesion large, with its four signs. */
function large(t) {
	return (
		shape('M0 196 Q640 160 1280 196 V466 Q640 500 0 466Z', colour.leaf) +
		[226, 262, 400, 436]
			.map((y) => stroke(`M0 ${y} Q640 ${y + (y < 330 ? -30 : 30)} 1280 ${y}`, colour.green, 3))
			.join('') +
		stroke('M250 330 H1030', sickBrown, 10) +
		lesion(640, 330, 195) +
		parts
			.map(([words, x, y, px, py], i) =>
				appear(
					t,
					i * 0.9,
					stroke(`M${x} ${y < 300 ? y + 18 : y - 56} L${px} ${py}`, colour.ink, 5) +
						dot(px, py, 10, colour.ink) +
						text(x, y, 54, words, { weight: 700 })
				)
			)
			.join('')
	);
}

const gear = [
	['帽子、护目镜', 78],
	['口罩', 178],
	['手套、长袖', 278],
	['胶鞋', 378]
];

export const scenes = [
	{
		seconds: 6,
		say: [[0.6, 5.6, '稻瘟病来得快，', '认得准、打得早，才防得住。']],
		draw: (t) =>
			fieldRow(590) +
			appear(t, 0.2, text(640, 230, 124, '水稻稻瘟病', { weight: 700 })) +
			appear(t, 1.2, tag(330, 300, '认病', { size: 56 })) +
			appear(t, 1.8, tag(640, 300, '看时机', { size: 56 })) +
			appear(t, 2.4, tag(955, 300, '防得住', { size: 56 }))
	},
	{
		seconds: 12,
		say: [
			[0.4, 4.6, '先看叶片。', '叶瘟的病斑像织布的梭子，两头尖。'],
			[4.8, 11.4, '外圈黄、边缘褐、中间灰白，', '两头有褐线，就是它。']
		],
		draw: (t) => {
			const near = ramp(t, 3.6, 1.4);
			const leaf = closer(
				near,
				690,
				300,
				3.5,
				leafWith((i) => ramp(t, 0.5 + i * 0.35, 0.6)),
				640,
				330
			);
			return (
				(near < 1 ? `<g opacity="${1 - near}">${leaf}</g>` : '') +
				(near < 1
					? appear(
							t,
							0.2,
							`<g opacity="${1 - near}">${text(640, 150, 72, '一看叶：梭形病斑', { weight: 700 })}</g>`
						)
					: '') +
				(near > 0 ? `<g opacity="${near}">${large(t - 5)}</g>` : '')
			);
		}
	},
	{
		seconds: 9,
		say: [
			[0.4, 4.2, '再看穗颈。', '健康的稻穗，谷粒饱满，弯下头。'],
			[4.4, 8.6, '穗颈变褐变黑，', '养分上不去，就成了白穗、瘪谷。']
		],
		draw: (t) =>
			appear(t, 0.1, text(500, 116, 72, '二看穗颈', { weight: 700 })) +
			appear(t, 0.5, ear(200, 396, { scale: 1.1 })) +
			appear(
				t,
				1.1,
				tick(412, 440) +
					text(456, 460, 54, '健康', { weight: 700, anchor: 'start' }) +
					text(384, 536, 54, '粒饱穗弯', { weight: 700, anchor: 'start' })
			) +
			appear(t, 3.8, ear(780, 396, { sick: true, scale: 1.1, far: ramp(t, 4.4, 1) })) +
			appear(
				t,
				5,
				stroke('M946 340 L812 348', colour.cinnabar, 6) +
					text(966, 358, 54, '颈变褐黑', { fill: colour.cinnabar, weight: 700, anchor: 'start' })
			) +
			appear(
				t,
				5.8,
				cross(992, 440) +
					text(1036, 460, 54, '得病', { weight: 700, anchor: 'start' }) +
					text(964, 536, 54, '白穗瘪谷', { weight: 700, anchor: 'start' })
			)
	},
	{
		seconds: 9,
		say: [
			[0.4, 4.4, '气温二十四到二十八度，', '连着阴雨、多雾多露，最容易发病。'],
			[4.6, 8.6, '氮肥下得重、田里太密，', '病来得更凶。']
		],
		draw: (t) =>
			fieldRow(590) +
			put(Math.sin(t * 0.5) * 14, 0, cloud(300, 190, 1.15)) +
			rain(t, 300, 260) +
			appear(t, 0.6, text(840, 170, 76, '24～28 ℃', { weight: 700 })) +
			appear(t, 1.6, text(840, 270, 64, '连阴雨、雾露重', { weight: 700 })) +
			appear(t, 4.6, text(840, 380, 64, '氮肥重、栽得密', { weight: 700 })) +
			appear(t, 6.2, tag(840, 410, '要当心！', { fill: colour.wheat, ink: colour.ink, size: 46 }))
	},
	{
		seconds: 10,
		say: [
			[0.4, 4.4, '防穗颈瘟要抢在前头：', '穗尖刚露出来，就是破口期，打第一次药。'],
			[4.6, 9.6, '天气还是阴雨，', '齐穗的时候再补一次。']
		],
		draw: (t) =>
			appear(t, 0.1, text(640, 100, 66, '防穗颈瘟，看准破口期', { weight: 700 })) +
			timeline(t, 496) +
			appear(t, 3, flag(stageX(3), 148, '第一次药', colour.cinnabar), { rise: -40 }) +
			appear(t, 5.2, flag(stageX(4) - 10, 148, '看天补', colour.wheat, colour.ink), { rise: -40 })
	},
	{
		seconds: 10,
		say: [
			[0.4, 4.8, '打药先护人：帽子、护目镜、口罩、手套、', '长袖、胶鞋，一样不能少。'],
			[5, 9.6, '用多少、隔几天能收割，', '都照标签来。']
		],
		draw: (t) =>
			stroke('M60 590 H720', colour.soil, 10) +
			[520, 600, 680].map((x) => hill(x, 590, 90, 6)).join('') +
			sprayer(250, 588, t, 1.02) +
			gear
				.map(([words, y], i) =>
					appear(
						t,
						0.6 + i * 0.8,
						tick(790, y, 32) + text(850, y + 21, 58, words, { anchor: 'start', weight: 700 }),
						{
							rise: 0,
							slide: -40
						}
					)
				)
				.join('') +
			appear(
				t,
				5,
				box(740, 446, 480, 128, { fill: colour.blush, stroke: colour.cinnabar, thick: 5 }) +
					text(980, 531, 60, '用药看标签', { fill: colour.cinnabar, weight: 700 })
			)
	}
];

const done = 99;
export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			put(
				0,
				70,
				leafWith(() => 1)
			) +
			text(640, 220, 132, '水稻稻瘟病', { weight: 700 }) +
			text(640, 600, 64, '认病 · 看时机 · 防得住', { fill: colour.green, weight: 700 })
	},
	{ file: 'poster.jpg', width: 1280, height: 720, svg: scenes[0].draw(done) },
	{
		file: 'leaf-lesion.png',
		width: 1280,
		height: 600,
		svg: put(0, -30, large(done))
	},
	{
		file: 'neck-blast.png',
		width: 1280,
		height: 580,
		svg: put(0, -32, scenes[2].draw(done).replace(text(500, 116, 72, '二看穗颈', { weight: 700 }), ''))
	},
	{
		file: 'spray-times.png',
		width: 1280,
		height: 460,
		svg: put(
			0,
			-126,
			timeline(done, 496) +
				flag(stageX(3), 148, '第一次药', colour.cinnabar) +
				flag(stageX(4) - 10, 148, '看天补', colour.wheat, colour.ink)
		)
	},
	{
		file: 'protection.png',
		width: 1280,
		height: 620,
		svg:
			stroke('M60 590 H720', colour.soil, 10) +
			[520, 600, 680].map((x) => hill(x, 590, 90, 6)).join('') +
			sprayer(250, 588, 2, 1.02) +
			gear
				.map(
					([words, y]) =>
						tick(790, y + 60, 32) + text(850, y + 81, 58, words, { anchor: 'start', weight: 700 })
				)
				.join('')
	}
];
