import type { BlockKind } from '$lib/lesson';
import { onlyRead, type Behaviour } from './behaviour';
import { discussion } from './discussion';
import { question } from './question';
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
	discussion,
	unknown: onlyRead
} satisfies Record<BlockKind, Behaviour>;
