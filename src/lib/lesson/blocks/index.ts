import type { BlockSpec } from '../block';
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
	'scenario',
	'quote',
	'callout',
	'gallery',
	'steps',
	'accordion',
	'tabs',
	'comparison',
	'attachment',
	'audio',
	'divider',
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
} satisfies Record<BlockKind, BlockSpec>;
