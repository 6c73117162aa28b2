import * as m from '$messages';

/** The five study themes of lessons as people call them. */
export const themeNames = {
	theory: m.editor_theme_theory,
	party: m.editor_theme_party,
	law: m.editor_theme_law,
	technology: m.editor_theme_technology,
	culture: m.editor_theme_culture
};
