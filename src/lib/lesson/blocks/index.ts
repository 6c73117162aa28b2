import type { BlockSpec } from '../block';
import {
	fillIn,
	grouping,
	hotspot,
	matching,
	multipleChoice,
	numeric,
	ordering,
	quiz,
	scale,
	shortAnswer,
	singleChoice,
	trueFalse
} from '../questions';
import { discussion } from './discussion';
import { heading } from './heading';
import { image } from './image';
import { bulletList, orderedList } from './lists';
import { paragraph } from './paragraph';
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
	'fillIn',
	'numeric',
	'matching',
	'ordering',
	'grouping',
	'hotspot',
	'shortAnswer',
	'scale',
	'quiz',
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
	fillIn,
	numeric,
	matching,
	ordering,
	grouping,
	hotspot,
	shortAnswer,
	scale,
	quiz,
	discussion,
	unknown
} satisfies Record<BlockKind, BlockSpec>;
