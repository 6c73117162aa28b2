// How to sit when the blood pressure is measured, and where the cuff goes.
import { box, colour, cross, dot, put, shape, stroke, tag, text, tick } from '../drawing.mjs';

const blue = 'oklch(46% .05 250)';

/** Somebody who sits sideways and looks to the right; `right`: back straight, feet flat, the arm on the table. */
function sitter(right) {
	const chair = stroke('M150 210 V560 M150 400 H330 V560', colour.brown, 18);
	const table = stroke('M400 330 H740 M700 330 V560', colour.brown, 18);
	const monitor = box(600, 250, 110, 74, { fill: colour.white, stroke: colour.ink, r: 8, thick: 6 });
	const head = (x, y) =>
		dot(x, y, 56, colour.skin) +
		shape(
			`M${x - 58} ${y + 6} Q${x - 60} ${y - 66} ${x} ${y - 62} Q${x + 44} ${y - 60} ${x + 44} ${y - 24} Q${x - 10} ${y - 34} ${x - 20} ${y + 10}Z`,
			colour.quiet
		) +
		dot(x + 28, y - 6, 5, colour.ink);
	const hose = (x, y) => stroke(`M${x} ${y} Q560 ${y + 40} 604 290`, colour.ink, 6);
	if (right)
		return (
			chair +
			table +
			head(226, 96) +
			stroke('M215 180 V370', blue, 96) +
			stroke('M225 380 H390 V530', colour.ink, 56) +
			stroke('M376 550 H440', colour.ink, 30) +
			stroke('M232 196 Q300 300 360 306 H540', colour.skin, 40) +
			stroke('M232 196 Q250 226 268 246', blue, 48) +
			shape('M262 236 L314 292 L352 262 L298 204Z', colour.cinnabar) +
			hose(330, 280) +
			monitor
		);
	return (
		chair +
		table +
		head(330, 130) +
		stroke('M215 370 Q230 250 300 210', blue, 96) +
		stroke('M225 380 H380 V530', colour.ink, 56) +
		stroke('M366 550 H430', colour.ink, 30) +
		stroke('M240 366 Q340 330 430 372 L470 450', colour.ink, 50) +
		stroke('M290 226 Q300 330 320 430 L340 500', colour.skin, 38) +
		shape('M276 280 L326 272 L336 330 L284 338Z', colour.cinnabar) +
		hose(330, 300) +
		monitor
	);
}

export const stills = [
	{
		file: 'cover.jpg',
		width: 1280,
		height: 720,
		svg:
			put(20, 90, sitter(true), { scale: 0.98 }) +
			text(1000, 280, 130, '高血压', { weight: 700 }) +
			text(1000, 400, 66, '量得准 管得住', { fill: colour.green, weight: 700 }) +
			tag(1000, 470, '在家也会量', { size: 46, fill: colour.wheat, ink: colour.ink })
	},
	{ file: 'sit-wrong.png', width: 800, height: 600, svg: sitter(false) + cross(90, 90, 50) },
	{ file: 'sit-right.png', width: 800, height: 600, svg: sitter(true) + tick(90, 90, 50) },
	{
		file: 'arm.png',
		width: 1280,
		height: 480,
		svg:
			shape('M0 60 Q150 40 300 130 L330 300 Q180 420 0 440Z', blue) +
			shape(
				'M290 140 Q480 150 660 176 L700 166 Q860 176 1000 210 Q1080 190 1180 216 Q1240 246 1180 282 Q1090 296 1000 272 Q860 310 700 316 Q480 330 320 306Z',
				colour.skin
			) +
			stroke('M706 180 Q726 240 706 300', colour.brown, 5) +
			stroke('M1004 214 Q1016 240 1004 268', colour.brown, 5) +
			[
				[150, '肩膀'],
				[510, '上臂'],
				[724, '肘窝'],
				[1016, '手腕']
			]
				.map(([x, words]) =>
					text(x, x === 150 ? 260 : 430, 46, words, {
						weight: 700,
						fill: x === 150 ? colour.white : colour.ink
					})
				)
				.join('')
	}
];
