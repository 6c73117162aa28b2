import { getLocale } from '$lib/paraglide/runtime';

/** Things of one kind in a row: `稻、麦`, `rice, wheat`. */
export const listText = (things: readonly string[]): string =>
	things.join(getLocale() === 'en' ? ', ' : '、');
