import type { BlockKind } from '$lib/lesson';
import type { Component } from 'svelte';
import type { BlockEditing } from '../block-editing';
import type { Place } from '../places';
import ComparisonPanel from './ComparisonPanel.svelte';
import DiscussionPanel from './DiscussionPanel.svelte';
import FilePanel from './FilePanel.svelte';
import ImagePanel from './ImagePanel.svelte';
import PartsPanel from './PartsPanel.svelte';
import QuestionPanel from './QuestionPanel.svelte';
import QuizPanel from './QuizPanel.svelte';
import SourcePanel from './SourcePanel.svelte';
import VideoPanel from './VideoPanel.svelte';

/** What the inspector shows of a block. */
export type BlockPanel = Component<{ place: Place; editing: BlockEditing }>;

/** What can be set about each kind of block beside the document; null: nothing. */
const panels = {
	paragraph: null,
	heading: null,
	bulletList: null,
	orderedList: null,
	image: ImagePanel,
	table: null,
	video: VideoPanel,
	singleChoice: QuestionPanel,
	multipleChoice: QuestionPanel,
	trueFalse: QuestionPanel,
	fillIn: QuestionPanel,
	numeric: QuestionPanel,
	matching: QuestionPanel,
	ordering: QuestionPanel,
	grouping: QuestionPanel,
	hotspot: QuestionPanel,
	shortAnswer: QuestionPanel,
	scale: QuestionPanel,
	quiz: QuizPanel,
	discussion: DiscussionPanel,
	scenario: PartsPanel,
	quote: SourcePanel,
	callout: SourcePanel,
	gallery: PartsPanel,
	steps: PartsPanel,
	accordion: PartsPanel,
	tabs: PartsPanel,
	comparison: ComparisonPanel,
	attachment: FilePanel,
	audio: FilePanel,
	divider: null,
	unknown: null
} satisfies Record<BlockKind, BlockPanel | null>;

/** The panel of a node; null for one that has nothing to set, or is no block. */
export const panelOf = (kind: string): BlockPanel | null =>
	Object.hasOwn(panels, kind) ? panels[kind as BlockKind] : null;
