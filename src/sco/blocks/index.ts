import type { BlockKind } from '$lib/lesson';
import { onlyRead, type Behaviour } from './behaviour';
import { comparison } from './comparison';
import { discussion } from './discussion';
import { gallery } from './gallery';
import { question } from './question';
import { scenario } from './scenario';
import { tabs } from './tabs';
import { quiz } from './quiz';
import { video } from './video';

/** What each kind of block does beyond being read. */
export const behaviours = {
	paragraph: onlyRead,
	heading: onlyRead,
	bulletList: onlyRead,
	orderedList: onlyRead,
	image: onlyRead,
	table: onlyRead,
	video,
	singleChoice: question,
	multipleChoice: question,
	trueFalse: question,
	fillIn: question,
	numeric: question,
	matching: question,
	ordering: question,
	grouping: question,
	hotspot: question,
	shortAnswer: question,
	scale: question,
	quiz,
	discussion,
	scenario,
	quote: onlyRead,
	callout: onlyRead,
	gallery,
	steps: onlyRead,
	accordion: onlyRead,
	tabs,
	comparison,
	attachment: onlyRead,
	audio: onlyRead,
	divider: onlyRead,
	unknown: onlyRead
} satisfies Record<BlockKind, Behaviour>;
