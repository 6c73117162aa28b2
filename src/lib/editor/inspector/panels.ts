import type { Component } from 'svelte';
import type { Place } from '../places';
import DiscussionPanel from './DiscussionPanel.svelte';
import ImagePanel from './ImagePanel.svelte';
import QuestionPanel from './QuestionPanel.svelte';
import QuizPanel from './QuizPanel.svelte';
import VideoPanel from './VideoPanel.svelte';

/** The inspector's panel for kinds of block that have something to set. */
export const panels: Partial<Record<string, Component<{ place: Place }>>> = {
	image: ImagePanel,
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
	discussion: DiscussionPanel
};
