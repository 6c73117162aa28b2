import type { BlockKind } from '$lib/lesson';
import type { BlockRenderer } from '../render';
import { grouping, hotspot, matching, ordering } from './arranged';
import { multipleChoice, scale, singleChoice, trueFalse } from './choices';
import { discussion } from './discussion';
import { heading } from './heading';
import { image } from './image';
import { bulletList, orderedList } from './lists';
import { paragraph } from './paragraph';
import { quiz } from './quiz';
import { table } from './table';
import { unknown } from './unknown';
import { video } from './video';
import { fillIn, numeric, shortAnswer } from './written';

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
} satisfies Record<BlockKind, BlockRenderer>;
