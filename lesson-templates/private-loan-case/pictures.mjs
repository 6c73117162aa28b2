// An IOU as it should be written.
import { box, colour, dot, person, put, shape, stroke, tag, text } from '../drawing.mjs';

/** A sheet of paper with a heading. */
const sheet = (x, y, width, height, heading) =>
	box(x + 10, y + 10, width, height, { fill: colour.line, stroke: colour.line, r: 8 }) +
	box(x, y, width, height, { r: 8, thick: 4, stroke: colour.quiet }) +
	text(x + width / 2, y + 76, 54, heading, { weight: 700 });

const line = (x, y, words, size = 30) => text(x, y, size, words, { anchor: 'start' });
const fingerprint = (x, y) =>
	dot(x, y, 30, colour.blush) +
	[8, 16, 24]
		.map(
			(r) => `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${colour.cinnabar}" stroke-width="4"/>`
		)
		.join('');
const note = (at, to, words) =>
	stroke(`M${at[0]} ${at[1]} H${to}`, colour.cinnabar, 5) +
	text(to + 16, at[1] + 14, 40, words, { anchor: 'start', fill: colour.cinnabar, weight: 700 });

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			put(
				90,
				110,
				sheet(0, 0, 380, 480, '借 条') +
					[140, 190, 240, 290]
						.map((y) => stroke(`M46 ${y} H${y === 290 ? 240 : 334}`, colour.line, 10))
						.join('') +
					fingerprint(300, 400),
				{ turn: -4 }
			) +
			person(580, 560, { shirt: 'oklch(46% .05 250)', hair: colour.quiet, scale: 1.3 }) +
			text(890, 270, 120, '一张借条', { weight: 700 }) +
			text(890, 400, 60, '民间借贷案例课', { fill: colour.green, weight: 700 }) +
			tag(890, 470, '您会怎么选？', { size: 46, fill: colour.wheat, ink: colour.ink })
	},
	{
		file: 'iou.png',
		width: 1280,
		height: 680,
		svg:
			sheet(50, 30, 720, 610, '借 条') +
			line(100, 160, '今借到王××（身份证号：××××）') +
			line(100, 212, '人民币伍万元整（50000.00 元），') +
			line(100, 264, '已收到，转入本人账户（尾号 ××××）。') +
			line(100, 316, '年利率 3%，到期一并付清。') +
			line(100, 368, '2027 年 10 月 31 日前还清。') +
			line(100, 420, '过期不还，逾期利息按年利率 3% 计。') +
			line(330, 510, '借款人：赵××') +
			line(330, 560, '身份证号：××××') +
			line(330, 610, '2026 年 11 月 22 日') +
			fingerprint(600, 508) +
			note([640, 150], 800, '今借到谁的') +
			note([610, 202], 800, '大写加小写') +
			note([660, 254], 800, '已收到、账户') +
			note([560, 306], 800, '利息写明') +
			note([560, 358], 800, '哪天还') +
			note([650, 410], 800, '逾期利息') +
			note([650, 506], 800, '签名按手印') +
			shape('M0 0Z', colour.ink)
	}
];
