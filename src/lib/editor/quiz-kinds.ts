import type { BlockEditing } from './block-editing';
import { blockEditing } from './nodes';

/** The kinds of question a quiz can hold, in the order of the insert menu. Asked late: the quiz is among the blocks itself. */
export const quizKinds = () =>
	Object.entries<BlockEditing>(blockEditing)
		.filter(([type]) => questions.has(type))
		.map(([type, { name, icon }]) => ({ type, name, Icon: icon }));

const questions = new Set([
	'singleChoice',
	'multipleChoice',
	'trueFalse',
	'fillIn',
	'numeric',
	'matching',
	'ordering',
	'grouping',
	'hotspot'
]);
