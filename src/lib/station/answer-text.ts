import type { Item, ItemOption } from '$lib/lesson';
import type { ReadInteraction } from '$lib/scorm';

/**
 * An answer in words: the texts of what was chosen, where the lesson is known; else as the package wrote it. True and false
 * are words: a sign would be taken for the verdict.
 */
export function answerText(interaction: ReadInteraction, item: Item | undefined): string {
	const { response } = interaction;
	const parts = response.split(/\[,\]|,/);
	const pairs = parts.map((pair) => pair.split(/\[\.\]|\./));
	switch (item?.kind) {
		case 'trueFalse':
			return response === 'true' || response === 't' ? '对' : '错';
		case 'singleChoice':
		case 'multipleChoice':
			return parts.map((key) => textOf(item.options, key)).join(' / ');
		case 'hotspot':
			return parts.map((key) => textOf(item.areas, key)).join(' / ');
		case 'ordering':
			return parts.map((key) => textOf(item.options, key)).join(' → ');
		case 'matching':
			return pairs
				.map(([left, right]) => {
					const side = (key: string | undefined) => item.pairs.find((pair) => pair.key === key);
					return `${side(left)?.left ?? left} – ${side(right)?.right ?? right}`;
				})
				.join(' / ');
		case 'grouping': {
			const options = item.groups.flatMap((group) => group.options);
			const name = (key: string | undefined) => item.groups.find((group) => group.key === key)?.name ?? key;
			return pairs.map(([thing, group]) => `${textOf(options, thing ?? '')} – ${name(group)}`).join(' / ');
		}
		case 'fillIn':
			return response.split('[,]').join(' / ');
		case 'numeric':
			return response + item.unit;
		case 'scale':
			return `${response} / ${item.steps}`;
		default:
			return response;
	}
}

const textOf = (options: ItemOption[], key: string) => options.find((o) => o.key === key)?.text || key;
