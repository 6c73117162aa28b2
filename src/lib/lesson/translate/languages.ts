/** Languages lessons are most often translated into, by BCP 47 tag, each under its own name. In Xinjiang Kazakh is written in Arabic script. */
export const translationLanguages = {
	en: 'English',
	bo: 'བོད་ཡིག',
	ug: 'ئۇيغۇرچە',
	mn: 'Монгол',
	'kk-Arab': 'قازاقشا',
	ii: 'ꆈꌠꉙ',
	za: 'Vahcuengh'
} as const;

/** The name a language has for itself; its tag where we know none. */
export const ownNameOf = (lang: string): string =>
	Object.entries(translationLanguages).find(([tag]) => tag === lang)?.[1] ?? lang;

/** A language tag in its proper spelling (`kk-arab` becomes `kk-Arab`); null when it is none (BCP 47). */
export function languageTag(text: string): string | null {
	try {
		return Intl.getCanonicalLocales(text.trim())[0] ?? null;
	} catch {
		return null;
	}
}

const rightToLeft = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm']);

/** Which way a language is written, by its script: `ug` and `kk-Arab` from right to left, `kk` from left to right. */
export function directionOf(lang: string): 'ltr' | 'rtl' {
	const tag = languageTag(lang);
	return tag && rightToLeft.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';
}
