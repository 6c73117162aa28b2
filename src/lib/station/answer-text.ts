import type { Item } from '$lib/lesson';
import type { Interaction } from '$lib/player';

/** An answer in words: the texts of the options chosen, where the lesson is known; else as the package wrote it. True and false are words: a sign would be taken for the verdict. */
export function answerText(interaction: Interaction, item: Item | undefined): string {
	const { response } = interaction;
	if (item?.kind === 'trueFalse') return response === 'true' || response === 't' ? '对' : '错';
	if (item?.kind !== 'singleChoice' && item?.kind !== 'multipleChoice') return response;
	const keys = response.split(/\[,\]|,/);
	return keys.map((key) => item.options.find((option) => option.key === key)?.text ?? key).join(' / ');
}
