import { getLocale, overwriteGetLocale, type Locale } from '$lib/paraglide/runtime';

/** Settles the page's language: a desk shows hundreds of words with every key, and each would read the cookie. */
export function settleLanguage(language: Locale = getLocale()): void {
	overwriteGetLocale(() => language);
}
