// A call from somebody who says he is the police: how to know it, what to do.
import { appear, box, colour, cross, dot, person, put, ramp, stroke, tag, text, tick } from '../drawing.mjs';

/** A mobile phone with something on its screen. */
const phone = (x, y, inner, turn = 0) =>
	put(
		x,
		y,
		box(-130, -230, 260, 460, { fill: colour.ink, stroke: colour.ink, r: 34 }) +
			box(-112, -196, 224, 392, { r: 10, stroke: colour.white }) +
			inner,
		{ turn }
	);

/** Shakes for as long as it rings. */
const ringing = (t) => (t % 2 < 1.1 ? Math.round(Math.sin(t * 40) * 4) : 0);

const caller =
	text(0, -96, 34, '陌生来电', { weight: 700 }) +
	dot(0, -10, 54, colour.quiet) +
	text(0, 14, 66, '?', { fill: colour.white, weight: 700 }) +
	dot(-56, 130, 38, colour.cinnabar) +
	dot(56, 130, 38, colour.leaf);

const granny = (x, y, scale = 1.5) =>
	person(x, y, { shirt: 'oklch(55% .1 330)', hair: 'oklch(70% .01 150)', scale });

/** What somebody says, in a balloon. */
const says = (x, y, width, words, { fill = colour.white, ink = colour.ink } = {}) =>
	box(x, y, width, 104, { fill, thick: 4, stroke: fill === colour.white ? colour.quiet : fill }) +
	text(x + width / 2, y + 70, 50, words, { fill: ink, weight: 700 });

const advice = [
	['未知链接', '不点击'],
	['陌生来电', '不轻信'],
	['个人信息', '不透露'],
	['转账汇款', '多核实']
];

const fours = (shown) =>
	advice
		.map(([what, how], i) => {
			const [x, y] = [60 + (i % 2) * 600, 40 + Math.floor(i / 2) * 270];
			return shown(
				i,
				box(x, y, 560, 240, { thick: 4 }) +
					(i < 3 ? cross(x + 80, y + 120, 44) : tick(x + 80, y + 120, 44)) +
					text(x + 340, y + 106, 72, what, { weight: 700 }) +
					text(x + 340, y + 196, 72, how, { fill: i < 3 ? colour.cinnabar : colour.green, weight: 700 })
			);
		})
		.join('');

const numbers = (t) =>
	[
		['96110', '反诈专线，要接', colour.green],
		['110', '被骗了，马上打', colour.cinnabar]
	]
		.map(([number, what, fill], i) =>
			appear(
				t,
				0.4 + i * 1.4,
				box(110, 70 + i * 240, 1060, 200, { fill, stroke: fill }) +
					text(380, 214 + i * 240, 130, number, { fill: colour.white, weight: 700 }) +
					text(840, 196 + i * 240, 66, what, { fill: colour.white, weight: 700 })
			)
		)
		.join('');

export const scenes = [
	{
		seconds: 7,
		say: [
			[0.3, 3.4, '电话响了，是个不认识的号码。'],
			[3.5, 6.9, '对方说：“我是公安局的。”']
		],
		draw: (t) =>
			granny(330, 420) +
			phone(900, 310, caller, ringing(t)) +
			appear(t, 3.4, says(80, 40, 560, '“我是公安局的！”', { fill: colour.ink, ink: colour.white }))
	},
	{
		seconds: 6,
		say: [
			[0.3, 2.9, '“你的账户涉嫌洗钱，', '不许告诉家里人！”'],
			[3, 5.9, '“把钱转到安全账户，查清就还。”']
		],
		draw: (t) =>
			granny(250, 440) +
			appear(t, 0.3, says(480, 60, 700, '“你涉嫌洗钱！”', { fill: colour.ink, ink: colour.white }), {
				slide: 50,
				rise: 0
			}) +
			appear(t, 1.6, says(480, 210, 700, '“不许告诉家里人！”', { fill: colour.ink, ink: colour.white }), {
				slide: 50,
				rise: 0
			}) +
			appear(t, 3, says(480, 360, 700, '“转到安全账户！”', { fill: colour.cinnabar, ink: colour.white }), {
				slide: 50,
				rise: 0
			})
	},
	{
		seconds: 7,
		say: [
			[0.3, 3.2, '记住：公安局、检察院、法院', '不会在电话里办案。'],
			[3.3, 6.9, '也没有什么“安全账户”。']
		],
		draw: (t) =>
			appear(t, 0.3, cross(170, 180, 70) + text(700, 206, 84, '打电话办案', { weight: 700 })) +
			appear(t, 3.3, cross(170, 400, 70) + text(700, 426, 84, '“安全账户”', { weight: 700 }))
	},
	{
		seconds: 6,
		say: [
			[0.3, 2.9, '要验证码、要开屏幕共享的，', '也是骗子。'],
			[3, 5.9, '不要怕，不要转钱，先挂断。']
		],
		draw: (t) =>
			phone(
				330,
				310,
				ramp(t, 3) < 0.5
					? text(0, -60, 40, '验证码', { weight: 700 }) +
							text(0, 20, 64, '＊＊＊＊', { fill: colour.quiet }) +
							text(0, 110, 34, '谁也不给', { fill: colour.cinnabar, weight: 700 })
					: text(0, -60, 44, '已挂断', { weight: 700 }) +
							dot(0, 60, 60, colour.cinnabar) +
							stroke('M-30 66 Q0 40 30 66', colour.white, 14)
			) +
			appear(
				t,
				3,
				text(850, 260, 120, '先挂断', { fill: colour.cinnabar, weight: 700 }) +
					text(850, 400, 60, '再问家里人', { weight: 700 })
			)
	},
	{
		seconds: 7,
		say: [
			[0.3, 3.2, '拿不准，问家人、问村干部，', '或者打 96110 问一问。'],
			[3.3, 6.9, '转了钱，马上打 110 报警。']
		],
		draw: numbers
	},
	{
		seconds: 7,
		say: [
			[0.3, 3.4, '未知链接不点击，陌生来电不轻信，'],
			[3.5, 6.9, '个人信息不透露，转账汇款多核实。']
		],
		draw: (t) => fours((i, inner) => appear(t, 0.3 + i * 1.5, inner))
	}
];

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			phone(300, 360, caller, -6) +
			text(850, 250, 84, '接到这样的电话', { weight: 700 }) +
			text(850, 410, 150, '先挂断', { fill: colour.cinnabar, weight: 700 }) +
			tag(850, 490, '防骗短片', { size: 50 })
	},
	{ file: 'poster.jpg', width: 1280, height: 720, svg: scenes[0].draw(100.5) },
	{ file: 'four.png', width: 1280, height: 580, svg: fours((_, inner) => inner) }
];
