import type { BlockEditing } from './block-editing';
import type { QuestionKind } from './node-tools';
import { blockEditing } from './nodes';

const marked = new Set([
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

/** The kinds of question a quiz can hold, in the order of the insert menu. */
export const questionKinds: QuestionKind[] = Object.entries<BlockEditing>(blockEditing).flatMap(
	([type, { name, icon, insert }]) =>
		marked.has(type) && insert ? [{ type, name, Icon: icon, make: insert.make }] : []
);
