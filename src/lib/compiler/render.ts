import type { NodeJson } from '$lib/lesson';
import type { Words } from './words';

/** What a block needs to know of its surroundings. */
export interface Place {
	words: Words;
	/** Renders a node inside another. */
	render(node: NodeJson): string;
}

/** Turns one kind of block into HTML. */
export type BlockRenderer = (node: NodeJson, place: Place) => string;

/** The tracking number as an attribute, where the node has one. */
export const sidAttr = (node: NodeJson): string =>
	typeof node.attrs?.sid === 'number' ? ` data-sid="${node.attrs.sid}"` : '';

/** The nodes of a type among the children. */
export const childrenOf = (node: NodeJson, type: string): NodeJson[] =>
	(node.content ?? []).filter((child) => child.type === type);

/** A quiet sentence in place of something that cannot be shown. */
export const note = (text: string): string => `<p class="note" role="note">${text}</p>`;

/** Everything in a node, one after the other. */
export const childrenHtml = (node: NodeJson, place: Place): string =>
	(node.content ?? []).map((child) => place.render(child)).join('');

/** Everything in a node below its title line, which comes first. */
export const bodyHtml = (node: NodeJson, place: Place): string =>
	(node.content ?? [])
		.slice(1)
		.map((child) => place.render(child))
		.join('');
