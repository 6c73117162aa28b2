import { translationLanguages } from '$lib/lesson/translate';
import * as m from '$messages';

const names = {
	en: m.translate_lang_en,
	bo: m.translate_lang_bo,
	ug: m.translate_lang_ug,
	mn: m.translate_lang_mn,
	'kk-Arab': m.translate_lang_kk,
	ii: m.translate_lang_ii,
	za: m.translate_lang_za
} satisfies Record<keyof typeof translationLanguages, () => string>;

/** Languages an author can pick by name. */
export const languageChoices: { lang: string; name: () => string }[] = Object.entries(names).map(
	([lang, name]) => ({ lang, name })
);
