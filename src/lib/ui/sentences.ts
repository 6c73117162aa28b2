import { getLocale } from '$lib/paraglide/runtime';

/** What stands between two sentences: a space in English; a Chinese sign brings its own. */
export const sentenceGap = (): string => (getLocale() === 'en' ? ' ' : '');

/** Sentences one after the other; empty ones are left out. */
export const sentences = (...said: string[]): string => said.filter(Boolean).join(sentenceGap());
