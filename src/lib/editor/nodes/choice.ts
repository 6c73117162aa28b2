import type { NodeJson } from '$lib/lesson';

/** An empty question with two options, ready to be typed into. */
export const emptyChoice = (type: string): NodeJson => ({
	type,
	content: [{ type: 'prompt' }, { type: 'option' }, { type: 'option' }, { type: 'explanation' }]
});
