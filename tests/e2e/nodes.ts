import type { NodeJson } from '$lib/lesson';

export const text = (value: string): NodeJson => ({ type: 'text', text: value });
/** A node that holds one line of text. */
export const line = (type: string, value: string, attrs?: Record<string, unknown>): NodeJson => ({
	type,
	...(attrs && { attrs }),
	content: value ? [text(value)] : []
});
/** A question of any kind: what is asked, its answers, an empty explanation. */
export const question = (type: string, prompt: string, items: NodeJson[], attrs = {}): NodeJson => ({
	type,
	attrs: { partial: true, ...attrs },
	content: [line('prompt', prompt), ...items, line('explanation', '')]
});
export const option = (key: string, value: string, correct = false) =>
	line('option', value, { key, correct });

export const node = (type: string, content: NodeJson[] = [], attrs?: Record<string, unknown>): NodeJson => ({
	type,
	content,
	...(attrs && { attrs })
});
export const paragraph = (said: string) => line('paragraph', said);
/** A part of a block that begins with its title. */
export const part = (type: string, title: string, content: NodeJson[], attrs?: Record<string, unknown>) =>
	node(type, [line(`${type}Title`, title), ...content], attrs);
/** Words with a mark. */
export const wordWith = (said: string, mark: string, attrs: Record<string, unknown>): NodeJson => ({
	...text(said),
	marks: [{ type: mark, attrs }]
});
