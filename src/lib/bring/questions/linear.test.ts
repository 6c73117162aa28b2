import { expect, test } from 'vitest';
import { questionsFrom } from './index';

// Texts that were read in squares of their length, or could be: some as people write them, some as nobody does.
/** Each `n` times as long as a line or a question. */
const inputs: Record<string, (n: number) => string> = {
	paper: (n) =>
		Array.from(
			{ length: n },
			(_, i) => `${i + 1}. 水稻几月播种？（ ）\nA. 二月 B. 三月\nC. 四月 D. 五月\n答案：B\n`
		).join('\n'),
	'key at the end': (n) =>
		Array.from({ length: n }, (_, i) => `${i + 1}. 几月？\nA. 二月\nB. 三月\n`).join('\n') +
		`\n参考答案\n` +
		Array.from({ length: n }, (_, i) => `${i + 1}. B`).join('\n'),
	'one line of spaces': (n) => `1. 题${' '.repeat(n * 40)}x`,
	'one long line': (n) => `1. ${'题干（ ）'.repeat(n * 8)}`,
	'empty lines': (n) => `1. 题\nA. x\n${'\n'.repeat(n * 40)}`,
	'prose with no questions': (n) => '今天天气很好。\n'.repeat(n * 6),
	'open brackets': (n) => `1. ${'（'.repeat(n * 40)}`,
	letters: (n) => `1. x ${'A. '.repeat(n * 14)}`,
	numbers: (n) => '1-'.repeat(n * 20),
	digits: (n) => '1'.repeat(n * 40),
	underscores: (n) => `1. ${'_'.repeat(n * 40)}\n答案：x`,
	'gift braces': (n) => `::t::${'{'.repeat(n * 40)}`,
	'gift colons': (n) => `${'::'.repeat(n * 20)}`,
	'gift equals': (n) => `Q {${'=a ~b '.repeat(n * 6)}}`,
	'gift open': (n) => `Q {${'=a '.repeat(n * 14)}`,
	'gift backslash': (n) => `Q {=${'\\'.repeat(n * 40)}}`,
	'gift many': (n) => '::q:: 几月？ {=二月 ~三月}\n\n'.repeat(n),
	'gift comments': (n) => '// x\n'.repeat(n * 8),
	aiken: (n) => 'Q?\nA. x\nB. y\nANSWER: A\n\n'.repeat(n),
	'aiken headless': (n) => 'A. x\n'.repeat(n * 8),
	circled: (n) => `1. 题\n${'①'.repeat(n * 40)}`,
	'circled text': (n) => `1. 题\n${'①甲'.repeat(n * 20)}\n答案：①`,
	labels: (n) => `1. 题\n${'答案：'.repeat(n * 14)}`,
	'labels 2': (n) => `1. 题\n${'解析：x答案：A '.repeat(n * 6)}`,
	'key entries': (n) =>
		`1. 题\nA. x\nB. y\n\n答案：${Array.from({ length: n * 5 }, (_, i) => `${i + 1}.B`).join(' ')}`,
	'key range': (n) => `1. 题\nA. x\nB. y\n\n答案\n1-${n * 10} ${'B'.repeat(n * 10)}`,
	dots: (n) => `1. ${'…'.repeat(n * 40)}`,
	percent: (n) => `Q {${'%50%a '.repeat(n * 6)}}`,
	hash: (n) => `Q {#${'1..2#'.repeat(n * 8)}}`,
	arrow: (n) => `Q {${'=a->b '.repeat(n * 6)}}`,
	html: (n) => `Q ${'<b>'.repeat(n * 12)} {=a}`,
	'fullwidth spaces': (n) => `1.${'　'.repeat(n * 40)}`,
	verdicts: (n) => `1. 题（${'√×'.repeat(n * 20)}）`,
	'tabs cr': (n) => '\r\n\t'.repeat(n * 12)
};

const long = process.env.LONG === '1';

test.each(Object.entries(inputs))('%s: a hundred times the text is read in no time', (name, make) => {
	const seconds = [100, 1000, 10_000].map((n) => {
		const text = make(n);
		const before = process.cpuUsage();
		for (const format of ['plain', 'gift', 'auto'] as const) questionsFrom(text, format);
		const { user, system } = process.cpuUsage(before);
		return (user + system) / 1e6;
	});
	if (long) console.log(name, seconds.map((s) => s.toFixed(3)).join(' / '), 'CPU-s at 1×, 10×, 100×');
	// At 100× (a third of a megabyte and more) what grows with the square takes minutes.
	expect(seconds[2]).toBeLessThan(8);
});
