import type { MediaRef, NodeJson } from '$lib/lesson';
import { shuffled } from '$lib/lesson/tracking';
import { attrText, escapeHtml, inline } from '../html';
import { mediaPath } from '../package-file';
import { childrenOf, note, type BlockRenderer } from '../render';
import { question } from './question';

interface Thing {
	key: string;
	html: string;
}

const thing = (node: NodeJson, line: NodeJson | undefined = node): Thing => ({
	key: String(node.attrs?.key),
	html: inline(line?.content)
});
// The lesson holds everything in its right place: as it stands there it would give the answer away.
const mixed = (things: Thing[], node: NodeJson) => shuffled(things, 1, Number(node.attrs?.sid) || 0);
const entries = (things: Thing[]) =>
	things.map(({ key, html }) => `<li data-key="${escapeHtml(key)}">${html}</li>`).join('');

const twoLists = (things: Thing[], places: Thing[]) =>
	`<div class="placing"><ul class="things">${entries(things)}</ul><ul class="places">${entries(places)}</ul></div>`;

export const matching: BlockRenderer = (node, place) => {
	const pairs = childrenOf(node, 'pair');
	const side = (type: string) => pairs.map((pair) => thing(pair, childrenOf(pair, type)[0]));
	return question(
		node,
		place,
		twoLists(side('pairLeft'), mixed(side('pairRight'), node)),
		place.words.matching
	);
};

export const grouping: BlockRenderer = (node, place) => {
	const groups = childrenOf(node, 'group');
	const things = groups.flatMap((group) => childrenOf(group, 'option').map((option) => thing(option)));
	return question(
		node,
		place,
		twoLists(
			mixed(things, node),
			groups.map((group) => thing(group, childrenOf(group, 'groupName')[0]))
		),
		place.words.grouping
	);
};

export const ordering: BlockRenderer = (node, place) => {
	const steps = childrenOf(node, 'option').map((option) => thing(option));
	return question(node, place, `<ul class="order">${entries(mixed(steps, node))}</ul>`, place.words.ordering);
};

export const hotspot: BlockRenderer = (node, place) => {
	const media = node.attrs?.media as MediaRef | null;
	const picture = media
		? `<div class="picture"><img src="${mediaPath(media)}" alt="${attrText(node.attrs?.alt)}"></div>`
		: note(place.words.noMedia);
	return question(node, place, picture, place.words.hotspot);
};
