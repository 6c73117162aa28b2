import type { QuestionItem } from '$lib/lesson';
import type { Component } from 'svelte';
import type { Place } from '../places';
import FillInHow from './FillInHow.svelte';
import HotspotFields from './HotspotFields.svelte';
import RightAnswers from './RightAnswers.svelte';
import ScaleFields from './ScaleFields.svelte';

/** What only one kind of question has to set, above what every one has; null: nothing. */
const fields = {
	singleChoice: RightAnswers,
	multipleChoice: RightAnswers,
	trueFalse: RightAnswers,
	fillIn: FillInHow,
	numeric: null,
	matching: null,
	ordering: null,
	grouping: null,
	hotspot: HotspotFields,
	shortAnswer: null,
	scale: ScaleFields
} satisfies Record<QuestionItem['kind'], Component<{ place: Place }> | null>;

/** The fields of a kind of question; null where there are none. */
export const questionFields = (kind: string): Component<{ place: Place }> | null =>
	Object.hasOwn(fields, kind) ? fields[kind as QuestionItem['kind']] : null;
