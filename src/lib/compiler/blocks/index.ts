import type { BlockKind } from '$lib/lesson';
import type { BlockRenderer } from '../render';
import { discussion } from './discussion';
import { heading } from './heading';
import { image } from './image';
import { bulletList, orderedList } from './lists';
import { paragraph } from './paragraph';
import { multipleChoice, singleChoice, trueFalse } from './questions';
import { table } from './table';
import { unknown } from './unknown';
import { video } from './video';

/** How each kind of block is written as HTML. */
export const renderers = {
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
} satisfies Record<BlockKind, BlockRenderer>;
