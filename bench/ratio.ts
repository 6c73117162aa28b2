/** Prints the ratio of two series of times (ms) taken in turns: medians, the range of the rounds, the goal. */
export function ratioLine(what: string, floor: number[], ours: number[], goal: number): void {
	const ratios = floor.map((time, i) => time / (ours[i] ?? NaN)).sort((a, b) => a - b);
	const median = ratios[Math.floor(ratios.length / 2)] ?? NaN;
	const range = `${ratios[0]?.toFixed(2)}–${ratios.at(-1)?.toFixed(2)}`;
	console.log(`  ${what}: ${median.toFixed(2)} (${range}), goal ${goal} ${median >= goal ? '✓' : '✕'}`);
}
