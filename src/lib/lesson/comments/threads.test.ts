import fc from 'fast-check';
import { expect, test } from 'vitest';
import { threadsOf, type Remark } from '.';

const opening: Remark = {
	says: 'comment',
	id: 'first00',
	blockId: 'block0',
	about: '文',
	text: '不对',
	by: '甲',
	at: 1
};
const suggestion: Remark = {
	...{ says: 'suggestion', id: 'second0', blockId: 'block0', about: '文', text: '' },
	...{ quote: { text: '文', nth: 0, of: 1 }, replacement: '字', by: '乙', at: 2 }
};
const of = (says: 'resolved' | 'reopened' | 'accepted' | 'refused', thread: string, at: number): Remark => ({
	...{ says, id: `${says}${at}`, thread, by: '甲', at }
});
const reply: Remark = { says: 'reply', id: 'reply00', thread: 'first00', text: '改了', by: '乙', at: 3 };
const all = [
	opening,
	suggestion,
	reply,
	of('resolved', 'first00', 4),
	of('reopened', 'first00', 5),
	of('accepted', 'second0', 6),
	of('resolved', 'nowhere', 7)
];

test('any order of remarks gives the same threads', () => {
	fc.assert(
		fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (remarks) => {
			expect(threadsOf(remarks)).toEqual([
				{ id: 'first00', opening, replies: [reply], state: 'open' },
				{ id: 'second0', opening: suggestion, replies: [], state: 'accepted' }
			]);
		})
	);
});

test('only a suggestion can be accepted', () => {
	expect(threadsOf([opening, of('accepted', 'first00', 2)])[0]!.state).toBe('open');
});
