import fc from 'fast-check';
import {
	emptyState,
	isQuestion,
	judge,
	shuffled,
	videoParts,
	type Answer,
	type ChoiceItem,
	type Item,
	type LessonState,
	type QuestionItem,
	type QuizItem,
	type TrueFalseItem
} from './tracking';

const marked = {
	page: 1,
	quiz: null,
	hint: '',
	explanation: '',
	weight: 1,
	attempts: 0,
	partial: false,
	whenRight: '',
	whenWrong: ''
};
const option = (key: string, correct = false) => ({ key, text: `选项${key}`, correct, feedback: '' });

export const page = (sid: number): Item => ({
	kind: 'page',
	sid,
	id: `p${sid}`,
	page: sid,
	text: `第${sid}页`
});
export const video = (sid: number, seconds = 600): Item => ({
	kind: 'video',
	sid,
	id: `v${sid}`,
	page: 1,
	text: '',
	seconds,
	required: []
});
export const talk = (sid: number): Item => ({
	kind: 'discussion',
	sid,
	id: `d${sid}`,
	page: 1,
	text: '说说看',
	minutes: 5,
	by: 'group'
});
export const story = (sid: number, scenes = 'abc'): Item => ({
	kind: 'scenario',
	sid,
	id: `s${sid}`,
	page: 1,
	text: '老张的田',
	scenes: [...scenes]
});
export const quiz = (sid: number, draw: number | null, own: Partial<QuizItem> = {}): QuizItem => ({
	kind: 'quiz',
	sid,
	id: `z${sid}`,
	page: 1,
	text: '考一考',
	draw,
	shuffle: false,
	passPercent: null,
	...own
});
export const choice = (
	sid: number,
	kind: ChoiceItem['kind'],
	keys = 'abcd',
	right = 'b',
	weight = 1
): ChoiceItem => ({
	...marked,
	kind,
	sid,
	id: `q${sid}`,
	text: `问题${sid}`,
	options: [...keys].map((key) => option(key, right.includes(key))),
	shuffle: false,
	weight
});
export const statement = (sid: number, answer = true): TrueFalseItem => ({
	...marked,
	kind: 'trueFalse',
	sid,
	id: `t${sid}`,
	text: '对吗',
	answer
});

const alphabet = [...'0123456789abcdefghijklmnopqrstuvwxyz'];
const someKeys = (most: number, least = 2) =>
	fc.shuffledSubarray(alphabet, { minLength: least, maxLength: most });
const gapText = fc
	.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
	.map((t) => `答${t.replaceAll('\x1f', '')}`);

/** Any question of any kind, with or without partial credit. */
export const aQuestion = (sid: number): fc.Arbitrary<QuestionItem> =>
	fc
		.record({ text: fc.string(), partial: fc.boolean(), weight: fc.nat(5) })
		.chain((own): fc.Arbitrary<QuestionItem> => {
			const base = { ...marked, ...own, sid, id: `q${sid}` };
			return fc.oneof(
				fc.boolean().map((answer) => ({ ...base, kind: 'trueFalse' as const, answer })),
				fc
					.tuple(
						fc.constantFrom('singleChoice' as const, 'multipleChoice' as const),
						someKeys(36),
						fc.boolean(),
						fc.integer({ min: 1, max: 5 })
					)
					.map(([kind, keys, shuffle, right]) => ({
						...base,
						kind,
						shuffle,
						options: keys.map((key, i) => option(key, i < (kind === 'singleChoice' ? 1 : right)))
					})),
				fc
					.array(fc.array(gapText, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 })
					.map((blanks) => ({
						...base,
						kind: 'fillIn' as const,
						blanks: blanks.map((answers, i) => ({ key: alphabet[i]!, answers }))
					})),
				fc
					.tuple(fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(0, 0.5, 10))
					.map(([answer, tolerance]) => ({
						...base,
						kind: 'numeric' as const,
						answer: answer / 8,
						tolerance,
						unit: '公斤'
					})),
				someKeys(12).map((keys) => ({
					...base,
					kind: 'matching' as const,
					pairs: keys.map((key) => ({ key, left: `左${key}`, right: `右${key}` }))
				})),
				someKeys(20).map((keys) => ({
					...base,
					kind: 'ordering' as const,
					options: keys.map((key) => option(key))
				})),
				fc.tuple(someKeys(6), someKeys(30)).map(([groups, things]) => ({
					...base,
					kind: 'grouping' as const,
					groups: groups.map((key, g) => ({
						key,
						name: `组${key}`,
						options: things.filter((_, i) => i % groups.length === g).map((thing) => option(thing))
					}))
				})),
				someKeys(12, 1).map((keys) => ({
					...base,
					kind: 'hotspot' as const,
					areas: keys
						.filter((key) => key !== '0')
						.concat('a')
						.filter((key, i, all) => all.indexOf(key) === i)
						.map((key, i) => ({
							...option(key, i === 0),
							shape: 'ellipse' as const,
							x: i,
							y: i,
							width: 10,
							height: 10
						}))
				})),
				fc.constant({ ...base, kind: 'shortAnswer' as const }),
				fc
					.integer({ min: 3, max: 7 })
					.map((steps) => ({ ...base, kind: 'scale' as const, steps, low: '', high: '' }))
			);
		});

const anItem = (sid: number): fc.Arbitrary<Item> =>
	fc.oneof(fc.constant(page(sid)), fc.constant(video(sid)), fc.constant(talk(sid)), fc.constant(story(sid)), {
		arbitrary: aQuestion(sid),
		weight: 6
	});

/** Up to 40 items of any kind. */
export const aLesson: fc.Arbitrary<Item[]> = fc
	.uniqueArray(fc.integer({ min: 1, max: 65535 }), { maxLength: 40 })
	.chain((sids) => fc.tuple(...sids.map(anItem)));

/** Any answer that can be given to a question. */
export function anAnswerTo(item: QuestionItem): fc.Arbitrary<Answer> {
	const keysOf = (options: { key: string }[]) => options.map(({ key }) => key);
	switch (item.kind) {
		case 'trueFalse':
			return fc.boolean();
		case 'singleChoice':
			return fc.constantFrom(...keysOf(item.options));
		case 'hotspot':
			return fc.constantFrom('0', ...keysOf(item.areas));
		case 'multipleChoice':
			return fc.subarray(keysOf(item.options).sort());
		case 'ordering':
			return fc.nat().map((seed) => keysOf(shuffled(item.options, seed, item.sid)));
		case 'fillIn':
			return fc.tuple(...item.blanks.map(({ answers }) => fc.oneof(fc.constantFrom(...answers), gapText)));
		case 'numeric':
			return fc.oneof(
				fc.constant(item.answer),
				fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 8)
			);
		case 'matching':
			return somePairs(keysOf(item.pairs), keysOf(item.pairs));
		case 'grouping':
			return somePairs(
				item.groups.flatMap((group) => keysOf(group.options)),
				keysOf(item.groups)
			);
		case 'shortAnswer':
			return gapText;
		case 'scale':
			return fc.integer({ min: 1, max: item.steps });
	}
}

const somePairs = (lefts: string[], rights: string[]): fc.Arbitrary<string[]> =>
	fc
		.tuple(
			...[...lefts]
				.sort()
				.map((left) => fc.option(fc.constantFrom(...rights)).map((right) => right && left + right))
		)
		.map((pairs) => pairs.filter((pair): pair is string => pair !== null));

/** Any state of a lesson's items. */
export const aStateOf = (items: Item[]): fc.Arbitrary<LessonState> =>
	fc
		.tuple(fc.integer({ min: 0, max: 65535 }), fc.tuple(...items.map((item) => fc.option(aStepAt(item)))))
		.map(([seed, steps]) => {
			const state = { ...emptyState(), seed };
			for (const step of steps) step?.(state);
			return state;
		});

function aStepAt(item: Item): fc.Arbitrary<(state: LessonState) => void> {
	if (item.kind === 'page')
		return fc.constant((state) => void (state.visited[(state.page = item.sid)] = true));
	if (item.kind === 'video')
		return fc
			.record({
				position: fc.nat(600),
				furthest: fc.nat(600),
				percent: fc.nat(100),
				seen: fc.subarray(Array.from({ length: videoParts }, (_, i) => i))
			})
			.map((seen) => (state) => void (state.videos[item.sid] = seen));
	if (item.kind === 'scenario')
		return fc
			.record({ scene: fc.constantFrom(...item.scenes), ended: fc.boolean() })
			.map((at) => (state) => void (state.scenarios[item.sid] = at));
	if (item.kind === 'discussion')
		return fc
			.array(fc.record({ who: fc.string({ unit: 'grapheme' }), text: fc.string({ unit: 'binary' }) }), {
				minLength: 1,
				maxLength: 4
			})
			.map((points) => (state) => void (state.discussions[item.sid] = points));
	if (!isQuestion(item)) return fc.constant(() => undefined);
	return fc
		.tuple(anAnswerTo(item), fc.integer({ min: 1, max: 15 }))
		.map(([response, attempts]) => (state) => {
			state.questions[item.sid] = { response, attempts, ...judge(item, response) };
		});
}
