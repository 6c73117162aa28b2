import * as v from 'valibot';
import { defaults, NodeId, Sid, type BlockSpec } from '../block';

/** What every question's outermost node is to the schema; `question` is the group that a quiz draws from. */
export const questionNode = { group: 'block question', defining: true, isolating: true } as const;

/** What is asked, in a question or a discussion. */
export const prompt = { content: 'inline*', defining: true };

/** Shown after answering. */
export const explanation = { content: 'inline*', defining: true };

/** A short line of plain text. */
export const Line = v.pipe(v.string(), v.maxLength(1000));

const askedDefaults = { id: null, sid: null, hint: '' };
const asked = { id: NodeId, sid: Sid, hint: Line };

const markedDefaults = {
	...askedDefaults,
	weight: 1,
	attempts: 0,
	partial: false,
	whenRight: '',
	whenWrong: ''
};
const marked = {
	...asked,
	/** Points, 0 to 100. */
	weight: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
	/** How often it may be answered; 0: as often as wanted. */
	attempts: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)),
	/** Whether a partly right answer gets part of the points. */
	partial: v.boolean(),
	/** Said after a right (wrong) answer. */
	whenRight: Line,
	whenWrong: Line
};

/** Attributes of a question that is marked, with those of its own. */
export const markedAttrs = (own: Record<string, unknown> = {}) => defaults({ ...markedDefaults, ...own });
/** What {@link markedAttrs} must be. */
export const Marked = <T extends v.ObjectEntries>(own: T) => v.object({ ...marked, ...own });

/** Attributes of a question that nothing is right or wrong about. */
export const askedAttrs = (own: Record<string, unknown> = {}) => defaults({ ...askedDefaults, ...own });
/** What {@link askedAttrs} must be. */
export const Asked = <T extends v.ObjectEntries>(own: T) => v.object({ ...asked, ...own });

/** Words for the reader that every marked question has, and every other one. */
export const markedWords = ['hint', 'whenRight', 'whenWrong'] as const;
export const askedWords = ['hint'] as const;

/** A kind of question: always tracked. */
export const question = (
	nodes: BlockSpec['nodes'],
	attrs: BlockSpec['attrs'],
	words: BlockSpec['words']
): BlockSpec => ({ nodes, attrs, words, wants: {}, headlines: [], part: null, tracked: true });
