import type { BlockKind, QuestionItem } from '$lib/lesson';
import type { BlockEditing, NodeEditing, QuestionBlock } from '../block-editing';
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
import { bulletList } from './bullet-list';
import { discussion } from './discussion';
import { heading } from './heading';
import { fillIn } from './fill-in';
import { numeric } from './numeric';
import { matching } from './matching';
import { ordering } from './ordering';
import { grouping } from './grouping';
import { hotspot } from './hotspot';
import { shortAnswer } from './short-answer';
import { scale } from './scale';
import { quiz } from './quiz';
import { image } from './image';
import { multipleChoice } from './multiple-choice';
import { orderedList } from './ordered-list';
import { frame } from './page';
import { paragraph } from './paragraph';
import { singleChoice } from './single-choice';
import { table } from './table';
import { trueFalse } from './true-false';
import { unknown } from './unknown';
import { video } from './video';

/** Every kind of block in the order the insert menu shows them. */
export const blockEditing = {
	paragraph,
	heading,
	image,
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
	steps,
	callout,
	gallery,
	comparison,
	accordion,
	tabs,
	bulletList,
	orderedList,
	table,
	quote,
	audio,
	attachment,
	divider,
	unknown
} satisfies Record<BlockKind, BlockEditing> & Record<QuestionItem['kind'], QuestionBlock>;

/** How a kind of block is edited; undefined for what is no block. */
export const editingOf = (kind: string): BlockEditing | undefined =>
	Object.hasOwn(blockEditing, kind) ? blockEditing[kind as BlockKind] : undefined;

/** How each node of the schema is edited, by node name. */
export const nodeEditing: Record<string, NodeEditing> = Object.fromEntries(
	[{ nodes: frame }, ...Object.values<BlockEditing>(blockEditing)].flatMap(({ nodes }) =>
		Object.entries(nodes)
	)
);
