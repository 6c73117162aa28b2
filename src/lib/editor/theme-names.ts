import type { Theme } from '$lib/lesson';
import * as m from '$messages';

/** The five study themes as people call them. */
export const themeNames: Record<Theme, () => string> = {
	theory: m.editor_theme_theory,
	party: m.editor_theme_party,
	law: m.editor_theme_law,
	technology: m.editor_theme_technology,
	culture: m.editor_theme_culture
};
