import { fold } from './fold';
import type { AskedKind } from './sketch';

const kinds: [RegExp, AskedKind][] = [
	[/多项选择|多选|不定项/, 'multiple'],
	[/单项选择|单选|选择题/, 'single'],
	[/判断|是非|对错/, 'trueFalse'],
	[/填空/, 'fillIn'],
	[/简答|问答|论述|名词解释|案例分析|计算题|思考题|分析题/, 'short']
];

/** What a word such as 单选题 or 多项选择 says a question is. */
export const kindNamed = (word: string): AskedKind | null =>
	kinds.find(([pattern]) => pattern.test(word))?.[1] ?? null;

/** A section's heading: `二、多项选择题（每题 2 分，共 20 分）`. `weight` is what each question counts. */
export function sectionHead(line: string): { kind: AskedKind; weight: number | null } | null {
	const plain = fold(line).trim();
	const numbered =
		/^(第\s*)?[([]?[一二三四五六七八九十]{1,3}(部分|大题)?[)\]]?\s*[、.,:\s]?\s*\S{0,6}?(选择|多选|单选|判断|是非|填空|简答|问答|论述|名词解释|案例分析|计算题|思考题|分析题|不定项)/.test(
			plain
		) && plain.length < 80;
	const bare =
		/^[[(]?(单项?选择?题|多项?选择?题|选择题|不定项选择题|判断(正误)?题|是非题|填空题|简答题|问答题|论述题|名词解释)[\])]?\s*[:(,]?[^A-H?]{0,40}$/.test(
			plain
		);
	const kind = numbered || bare ? kindNamed(plain) : null;
	if (!kind) return null;
	const points = /每[小]?[题空]\s*(\d+(?:\.\d+)?)\s*分/.exec(plain)?.[1];
	return { kind, weight: points === undefined ? null : Math.min(100, Number(points)) };
}

/** How a line numbers a question; `rest` is where its text begins. */
export interface Numbered {
	style: 'dot' | 'bracket' | 'word';
	number: number;
	rest: number;
}

/** The number a line begins with: `1.`, `１、`, `（1）`, `第1题`. A decimal or a year is none. */
export function numberedLine(line: string): Numbered | null {
	const plain = fold(line);
	const found =
		/^\s*(?:(?<dot>\d{1,3})\s*(?:[、)．]|[.](?!\d)|:(?!\d))|[([](?<bracket>\d{1,3})[)\]]\s*[.、]?|第\s*(?<word>\d{1,3})\s*题\s*[:.、]?)\s*/.exec(
			plain
		);
	if (!found?.groups) return null;
	const { dot, bracket, word } = found.groups;
	const style = dot ? 'dot' : bracket ? 'bracket' : 'word';
	return { style, number: Number(dot ?? bracket ?? word), rest: found[0].length };
}

/** A part of a line that a word announces. */
export interface Labelled {
	label: 'answer' | 'explanation' | 'points' | 'other';
	from: number;
	/** Where what was announced begins. */
	rest: number;
}

const labels =
	/\[\s*(?:(?<a>(?:参考|正确|标准)?答案)|(?<e>(?:试题|答案)?(?:解析|详解|分析)|解答|点拨)|(?<p>分值|分数)|(?<o>知识点|考点|难度|出处|来源|题型|章节)[^\]]{0,12})\s*\]\s*:?\s*|(?<![\p{L}\d])(?:(?<a2>(?:参考|正确|标准|本题)?答案|answer)|(?<e2>(?:试题|答案)?解析|解释|explanation)|(?<p2>分值)|(?<o2>知识点|考点|难度|出处|来源))\s*(?:[:]|是(?=\s*[A-H√×]))\s*/giu;

/** Everything a line announces, in order. */
export function labelsIn(line: string): Labelled[] {
	return [...fold(line).matchAll(labels)].map((found) => {
		const g = found.groups ?? {};
		const label =
			(g.a ?? g.a2) ? 'answer' : (g.e ?? g.e2) ? 'explanation' : (g.p ?? g.p2) ? 'points' : 'other';
		return { label, from: found.index, rest: found.index + found[0].length };
	});
}

/** A key of answers by itself: `参考答案` or `答案：`, with or without something behind it. */
export const keyHead = (line: string): boolean =>
	/^\s*[[(【]?\s*(参考|标准|正确)?答案(及|与|和)?(解析|评分标准)?\s*[\])】]?\s*[:：]?\s*$/.test(fold(line));

/** Whether what stands behind 答案 is a key for several questions: `1-5 BACDD 6. ABC`. */
export const isKeyText = (text: string): boolean =>
	/^\s*\d{1,3}\s*(?:[-~–—至到]\s*\d{1,3}\s*[:.、题)]?\s*|[.、:)]\s*)(?:[A-Ha-h]{1,100}(?![A-Za-z])|[√×✓✗对错])/.test(
		fold(text)
	);

/** One option with where its text begins and ends in the line. */
interface OptionPart {
	letter: number;
	from: number;
	rest: number;
}

/**
 * The options in a line, from the letter expected next: `A. 水 B. 土`, `Ａ、水`, `(A) 水`, `A.水B.土`. Empty when the line
 * does not hold that letter as a mark.
 */
export function optionsIn(line: string, next: number, from = 0): OptionPart[] {
	const plain = fold(line);
	for (const style of ['dot', 'bracket'] as const) {
		const parts: OptionPart[] = [];
		let at = from;
		for (let letter = next; letter < 26; letter++) {
			const sign = String.fromCharCode(65 + letter);
			const pattern =
				style === 'dot'
					? new RegExp(`(?<![A-Za-z0-9(\\[])${sign}\\s*[.、:)．]\\s*`, 'g')
					: new RegExp(`[(\\[]\\s*${sign}\\s*[)\\]]\\s*[.、]?\\s*`, 'g');
			pattern.lastIndex = at;
			const found = pattern.exec(plain);
			if (!found) break;
			parts.push({ letter, from: found.index, rest: found.index + found[0].length });
			at = found.index + found[0].length;
		}
		if (parts.length) return parts;
	}
	return [];
}
