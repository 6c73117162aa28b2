import type { NodeJson } from '$lib/lesson';
import type { BlockRenderer, Place } from '../render';

const items = (node: NodeJson, place: Place) =>
	(node.content ?? [])
		.map((item) => `<li>${(item.content ?? []).map((child) => place.render(child)).join('')}</li>`)
		.join('');

export const bulletList: BlockRenderer = (node, place) => `<ul>${items(node, place)}</ul>`;

export const orderedList: BlockRenderer = (node, place) => `<ol>${items(node, place)}</ol>`;
