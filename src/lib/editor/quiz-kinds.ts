import { nodeSpecs } from '$lib/lesson/schema';
import type { BlockEditing } from './block-editing';
import type { QuestionKind } from './node-tools';
import { blockEditing } from './nodes';

/** Whether a kind of question is marked, as the lesson's schema has it. */
const isMarked = (kind: string) => 'weight' in (nodeSpecs[kind]?.attrs ?? {});

/** The kinds of question a quiz can hold, in the order of the insert menu. */
export const questionKinds: QuestionKind[] = Object.entries<BlockEditing>(blockEditing).flatMap(
	([type, { name, icon, insert }]) =>
		isMarked(type) && insert ? [{ type, name, Icon: icon, make: insert.make }] : []
);
