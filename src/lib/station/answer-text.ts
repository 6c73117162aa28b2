import type { Item } from '$lib/lesson';
import type { Interaction } from '$lib/player';

/** An answer in words: the texts of the options chosen, where the lesson is known; else as the package wrote it. */
export function answerText(interaction: Interaction, item: Item | undefined): string {
	const { response } = interaction;
	if (item?.kind === 'trueFalse') return response === 'true' || response === 't' ? '✓' : '✕';
	if (item?.kind !== 'singleChoice' && item?.kind !== 'multipleChoice') return response;
	const keys = response.split(/\[,\]|,/);
	return keys.map((key) => item.options.find((option) => option.key === key)?.text ?? key).join(' / ');
}
