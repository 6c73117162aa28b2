import type { Component } from 'svelte';
import type { Place } from '../places';
import ComparisonPanel from './ComparisonPanel.svelte';
import DiscussionPanel from './DiscussionPanel.svelte';
import FilePanel from './FilePanel.svelte';
import ImagePanel from './ImagePanel.svelte';
import PartsPanel from './PartsPanel.svelte';
import QuestionPanel from './QuestionPanel.svelte';
import SourcePanel from './SourcePanel.svelte';
import QuizPanel from './QuizPanel.svelte';
import VideoPanel from './VideoPanel.svelte';

/** The inspector's panel for kinds of block that have something to set. */
export const panels: Partial<Record<string, Component<{ place: Place }>>> = {
	image: ImagePanel,
	video: VideoPanel,
	singleChoice: QuestionPanel,
	multipleChoice: QuestionPanel,
	trueFalse: QuestionPanel,
	discussion: DiscussionPanel,
	quote: SourcePanel,
	callout: SourcePanel,
	gallery: PartsPanel,
	steps: PartsPanel,
	accordion: PartsPanel,
	scenario: PartsPanel,
	tabs: PartsPanel,
	comparison: ComparisonPanel,
	attachment: FilePanel,
	audio: FilePanel,
	fillIn: QuestionPanel,
	numeric: QuestionPanel,
	matching: QuestionPanel,
	ordering: QuestionPanel,
	grouping: QuestionPanel,
	hotspot: QuestionPanel,
	shortAnswer: QuestionPanel,
	scale: QuestionPanel,
	quiz: QuizPanel
};
