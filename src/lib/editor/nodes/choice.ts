import type { NodeJson } from '$lib/lesson';

/** An empty question with two options, ready to be typed into; learners get them in an order of their own. */
export const emptyChoice = (type: string): NodeJson => ({
	type,
	attrs: { shuffle: true },
	content: [{ type: 'prompt' }, { type: 'option' }, { type: 'option' }, { type: 'explanation' }]
});
