import { describe, expect, it } from 'vitest';
import { shrink, type Plane, type Turn } from './shrink';

const plane = (width: number, height: number, point: (x: number, y: number) => number): Plane => ({
	bytes: Uint8Array.from({ length: width * height }, (_, i) => point(i % width, Math.floor(i / width))),
	offset: 0,
	stride: width,
	step: 1,
	width,
	height
});
const rowsOf = (bytes: Uint8Array, width: number) =>
	Array.from({ length: bytes.length / width }, (_, y) => [...bytes.slice(y * width, (y + 1) * width)]);

describe('a plane made smaller', () => {
	it('has the average of the area each point covers', () => {
		expect(
			rowsOf(
				shrink(
					plane(4, 2, (x, y) => 10 * x + 100 * y),
					2,
					1,
					0
				),
				2
			)
		).toEqual([[55, 75]]);
		// Two points of three: a third of the middle goes to each side.
		expect(
			rowsOf(
				shrink(
					plane(3, 1, (x) => 90 * x),
					2,
					1,
					0
				),
				2
			)
		).toEqual([[30, 150]]);
	});

	it('keeps one colour one colour at any size', () => {
		for (const [width, height] of [
			[270, 480],
			[406, 720],
			[7, 5],
			[1, 1]
		] as const)
			expect(
				new Set(
					shrink(
						plane(1080, 1920, () => 201),
						width,
						height,
						0
					)
				)
			).toEqual(new Set([201]));
	});

	it.each([
		[
			0,
			[
				[1, 2, 3],
				[4, 5, 6]
			]
		],
		[
			90,
			[
				[4, 1],
				[5, 2],
				[6, 3]
			]
		],
		[
			180,
			[
				[6, 5, 4],
				[3, 2, 1]
			]
		],
		[
			270,
			[
				[3, 6],
				[2, 5],
				[1, 4]
			]
		]
	] as [Turn, number[][]][])('stands upright after a turn by %i°', (turn, rows) => {
		const width = rows[0]!.length;
		const from = plane(3, 2, (x, y) => 1 + x + 3 * y);
		expect(rowsOf(shrink(from, width, rows.length, turn), width)).toEqual(rows);
	});

	it('is read also where two colours lie between each other and rows have gaps', () => {
		const bytes = Uint8Array.from([1, 9, 2, 9, 0, 0, 3, 9, 4, 9, 0, 0]);
		const from = { bytes, offset: 0, stride: 6, step: 2, width: 2, height: 2 };
		expect([...shrink(from, 2, 2, 0)]).toEqual([1, 2, 3, 4]);
		expect([...shrink({ ...from, offset: 1 }, 2, 2, 0)]).toEqual([9, 9, 9, 9]);
	});
});
