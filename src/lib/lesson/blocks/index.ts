import type { BlockSpec } from '../block';
import { discussion } from './discussion';
import { heading } from './heading';
import { image } from './image';
import { bulletList, orderedList } from './lists';
import { paragraph } from './paragraph';
import { multipleChoice, singleChoice, trueFalse } from './questions';
import { table } from './table';
import { unknown } from './unknown';
import { video } from './video';

/** Every kind of block a page can hold. Compiler, editor and run-time each end in `satisfies Record<BlockKind, …>`. */
export const blockKinds = [
	'paragraph',
	'heading',
	'bulletList',
	'orderedList',
	'image',
	'table',
	'video',
	'singleChoice',
	'multipleChoice',
	'trueFalse',
	'discussion',
	'unknown'
] as const;
export type BlockKind = (typeof blockKinds)[number];

/** All blocks by kind; paragraph first, because ProseMirror fills gaps with the first that fits. */
export const blocks = {
	paragraph,
	heading,
	bulletList,
	orderedList,
	image,
	table,
	video,
	singleChoice,
	multipleChoice,
	trueFalse,
	discussion,
	unknown
} satisfies Record<BlockKind, BlockSpec>;
