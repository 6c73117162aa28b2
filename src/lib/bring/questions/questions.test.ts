import { numberLesson, newLesson, plainText, type NodeJson } from '$lib/lesson';
import { schema } from '$lib/lesson/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionsFrom } from '.';

/** A question in one line: `singleChoice: stem | *right option | option || explanation`. */
const brief = (node: NodeJson): string => {
	const of = (type: string) => (node.content ?? []).filter((child) => child.type === type);
	const star = (child: NodeJson) => (child.attrs?.correct ? '*' : '');
	const attrs = node.attrs ?? {};
	const own = node.type === 'trueFalse' ? ` = ${String(attrs.answer)}` : '';
	return [
		`${node.type}: ${plainText(of('prompt')[0])}${own}`,
		...of('option').map((option) => star(option) + plainText(option)),
		...of('blank').map((blank) => `_${plainText(blank)}`),
		...of('pair').map((pair) => (pair.content ?? []).map(plainText).join('→'))
	]
		.join(' | ')
		.concat(plainText(of('explanation')[0]) ? ` || ${plainText(of('explanation')[0])}` : '');
};
const read = (text: string) => {
	const found = questionsFrom(text);
	for (const question of found.questions) fits(question);
	return {
		questions: found.questions.map(brief),
		said: found.notUnderstood.map(({ line, why }) => `${line} ${why}`),
		found
	};
};
const fits = (question: NodeJson) => {
	const doc = { type: 'doc', content: [{ type: 'page', content: [{ type: 'pageTitle' }, question] }] };
	schema.nodeFromJSON(numberLesson({ ...newLesson('', 'zh-CN'), doc }).doc).check();
};

describe('exam papers', () => {
	it('are read with sections, options in one line or several, answers and explanations', () => {
		const { questions, said } = read(`一、单项选择题（每题2分，共4分）
1. 水稻育秧的适宜温度是（ ）
A. 10℃  B. 25℃  C. 40℃
答案：B 解析：25℃ 出苗最快。
２．下列属于氮肥的是（　）
Ａ．尿素
Ｂ、过磷酸钙
【答案】A
【解析】尿素含氮 46%。
二、多项选择题
1、防治稻瘟病的办法有（ ）A.选用抗病品种B.合理施肥C.多施氮肥
答案：A、B
三、判断题
1. 秧田要深水淹灌。（ ）
参考答案：×
2. 移栽前要炼苗。(√)
四、填空题
1. 水稻一生分为____期和____期。
答案：营养生长；生殖生长
五、简答题
1. 简述育秧步骤。
答案：
（1）选种
（2）浸种`);
		expect(said).toEqual([]);
		expect(questions).toEqual([
			'singleChoice: 水稻育秧的适宜温度是（ ） | 10℃ | *25℃ | 40℃ || 25℃ 出苗最快。',
			'singleChoice: 下列属于氮肥的是（　） | *尿素 | 过磷酸钙 || 尿素含氮 46%。',
			'multipleChoice: 防治稻瘟病的办法有（ ） | *选用抗病品种 | *合理施肥 | 多施氮肥',
			'trueFalse: 秧田要深水淹灌。（ ） = false',
			'trueFalse: 移栽前要炼苗。（　） = true',
			'fillIn: 水稻一生分为____期和____期。 | _营养生长 | _生殖生长',
			'shortAnswer: 简述育秧步骤。 || （1）选种 （2）浸种'
		]);
	});
	it('take the answer from the brackets of the question', () => {
		expect(read('1．玉米一般在（ B ）播种。\n(A) 冬季 (B) 春季').questions).toEqual([
			'singleChoice: 玉米一般在（　）播种。 | 冬季 | *春季'
		]);
		expect(read('1、正确的是（A） A.早稻 B.晚稻').questions).toEqual([
			'singleChoice: 正确的是（　） | *早稻 | 晚稻'
		]);
	});
	it('take their answers from a key at the end', () => {
		const paper = Array.from({ length: 6 }, (_, i) => `${i + 1}. 题${i + 1}\nA. 甲 B. 乙 C. 丙 D. 丁`).join(
			'\n'
		);
		const { questions, said } = read(`${paper}\n答案：1-5 BACDD 6. ABC`);
		expect(said).toEqual([]);
		expect(questions.map((q) => [...q.matchAll(/\*(.)/g)].map((f) => f[1]).join(''))).toEqual([
			'乙',
			'甲',
			'丙',
			'丁',
			'丁',
			'甲乙丙'
		]);
	});
	it('take their answers from a key with sections', () => {
		const { questions, said } = read(`一、单选题
1. 甲题 A. 一 B. 二
2. 乙题 A. 一 B. 二
二、判断题
1. 丙题
2. 丁题
参考答案
一、单选题
1. A 2. B
二、判断题
1.√ 2.×`);
		expect(said).toEqual([]);
		expect(questions).toEqual([
			'singleChoice: 甲题 | *一 | 二',
			'singleChoice: 乙题 | 一 | *二',
			'trueFalse: 丙题 = true',
			'trueFalse: 丁题 = false'
		]);
	});
	it('with ① options, or with ① statements before lettered options', () => {
		expect(read('1. 选哪个\n①早\n②晚\n答案：②').questions).toEqual(['singleChoice: 选哪个 | 早 | *晚']);
		expect(read('1. 对的有\n①早\n②晚\nA. ① B. ①②\n答案：B').questions).toEqual([
			'singleChoice: 对的有 ①早 ②晚 | ① | *①②'
		]);
	});
	it('keep decimals and years as text', () => {
		expect(read('1. 每亩施肥\n1.5公斤还是\nA. 2.5公斤 B. 3公斤\n答案：A').questions).toEqual([
			'singleChoice: 每亩施肥 1.5公斤还是 | *2.5公斤 | 3公斤'
		]);
	});
	it('say by line what is missing or unclear, and guess nothing', () => {
		const { questions, said } = read(`2026年春季培训试卷
1. 没有答案
A. 甲 B. 乙
2. 答案不在选项里
A. 甲 B. 乙
答案：D
3. 两处答案不同（A）
A. 甲 B. 乙
答案：B
4. 只有一个选项
A. 甲
难度：易`);
		expect(said).toEqual([
			'1 outside',
			'2 no_answer',
			'4 answer_not_option',
			'7 answers_differ',
			'7 answer_unclear',
			'10 one_option',
			'12 not_brought'
		]);
		expect(questions.join()).not.toContain('*');
	});
	it('say which answers of a key fit no question, or several', () => {
		expect(read('1. 甲 A. 一 B. 二\n2. 乙 A. 一 B. 二\n答案：1. A 2. B 3. C').said).toEqual([
			'3 key_without_question'
		]);
		expect(read('一、单选题\n1. 甲 A. 一 B. 二\n二、多选题\n1. 乙 A. 一 B. 二\n参考答案\n1. A').said).toEqual(
			['2 no_answer', '4 no_answer', '6 key_ambiguous']
		);
	});
});

describe('GIFT', () => {
	it('is read in all its kinds', () => {
		const { questions, said, found } = read(`// 注释
$CATEGORY: 水稻

::一::颜色? {=红#对 ~黄 ~蓝#再想想 ####总的说明}

两个 {~%50%甲 ~%50%乙 ~%-100%丙}

地球是圆的{T#错了#对了}

圆周率 {#3.14:0.01}

一到五 {#1..5}

谁? {=张三 =李四}

配 {=早稻 -> 春 =晚稻 -> 夏}

水在{=零度 ~十度}结冰

转义 \\{a\\=b\\} {=c\\:d ~e}

说说看 {}`);
		expect(said).toEqual([]);
		expect(questions).toEqual([
			'singleChoice: 颜色? | *红 | 黄 | 蓝 || 总的说明',
			'multipleChoice: 两个 | *甲 | *乙 | 丙',
			'trueFalse: 地球是圆的 = true',
			'numeric: 圆周率',
			'numeric: 一到五',
			'fillIn: 谁? | _张三|李四',
			'matching: 配 | 早稻→春 | 晚稻→夏',
			'singleChoice: 水在 ____ 结冰 | *零度 | 十度',
			'singleChoice: 转义 {a=b} | *c:d | e',
			'shortAnswer: 说说看'
		]);
		expect(found.questions[3]?.attrs).toMatchObject({ answer: 3.14, tolerance: 0.01 });
		expect(found.questions[4]?.attrs).toMatchObject({ answer: 3, tolerance: 2 });
		expect(found.questions[2]?.attrs).toMatchObject({ whenWrong: '错了', whenRight: '对了' });
	});
	it('says what it cannot read', () => {
		expect(read('::a:: b {=c ~d\ne').said).toEqual(['1 gift_unclosed', '2 gift_unclosed']);
		expect(read('x {=a}\n\ny {??}').said).toEqual(['3 gift_unreadable']);
	});
});

it('Aiken is read, and what is incomplete is said', () => {
	const { questions, said } = read(
		'Which?\nA. one\nB) two\nANSWER: B\n\nAnother?\nA. x\nB. y\nThird?\nA. x\nB. y\nANSWER: C\nANSWER: A'
	);
	expect(questions).toEqual([
		'singleChoice: Which? | one | *two',
		'singleChoice: Another? | x | y',
		'singleChoice: Third? | x | y || C'
	]);
	expect(said).toEqual(['6 no_answer', '9 answer_not_option', '13 aiken_incomplete']);
});

describe('any text', () => {
	const piece = fc.constantFrom(
		'1. ',
		'2、',
		'（3）',
		'A. ',
		'B．',
		'Ｃ、',
		'(A)',
		'（B）',
		'①',
		'②',
		'答案：',
		'【答案】',
		'参考答案',
		'解析：',
		'【解析】',
		'一、单项选择题',
		'二、判断题',
		'四、填空题',
		'五、简答题',
		'1-3 ',
		'ABC',
		'√',
		'×',
		'____',
		'（ ）',
		'{',
		'}',
		'=',
		'~',
		'#',
		'%50%',
		'->',
		'::',
		'\\',
		'ANSWER: A',
		'//',
		'$CATEGORY:',
		'难度：',
		'（2分）',
		'每题2分',
		' ',
		'　',
		'####',
		'1..2',
		':'
	);
	let n = 0;
	const word = fc.constant(null).map(() => `词${(n = (n + 1) % 90000) + 10000}尾`);
	const line = fc.array(fc.oneof(piece, piece, word), { maxLength: 7 }).map((parts) => parts.join(''));
	const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n'));
	it.each(['auto', 'plain', 'gift', 'aiken'] as const)(
		'never throws and loses no line without saying so (%s)',
		(format) => {
			fc.assert(
				fc.property(text, (paper) => {
					const found = questionsFrom(paper, format);
					found.questions.forEach(fits);
					const inside = JSON.stringify(found.questions);
					paper.split('\n').forEach((one, index) => {
						if (!one.trim() || found.notUnderstood.some((said) => said.line === index + 1)) return;
						expect(found.lines[index], one).not.toBe('notUnderstood');
						if (found.lines[index] === 'mark') return;
						for (const token of one.match(/词\d+尾/g) ?? []) expect(inside, paper).toContain(token);
					});
				}),
				{ numRuns: 700 }
			);
		}
	);
	it.each(['auto', 'plain', 'gift', 'aiken'] as const)('of any characters is survived (%s)', (format) => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (paper) => {
				questionsFrom(paper, format).questions.forEach(fits);
			}),
			{ numRuns: 300 }
		);
	});
});
