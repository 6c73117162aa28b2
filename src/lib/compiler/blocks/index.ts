import type { BlockKind } from '$lib/lesson';
import type { BlockRenderer } from '../render';
import { quote } from './quote';
import { callout } from './callout';
import { gallery } from './gallery';
import { scenario } from './scenario';
import { steps } from './steps';
import { accordion } from './accordion';
import { tabs } from './tabs';
import { comparison } from './comparison';
import { attachment } from './attachment';
import { audio } from './audio';
import { divider } from './divider';
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
	scenario,
	quote,
	callout,
	gallery,
	steps,
	accordion,
	tabs,
	comparison,
	attachment,
	audio,
	divider,
	unknown
} satisfies Record<BlockKind, BlockRenderer>;
