import * as m from '$messages';

/** What each tone of a callout is called. */
export const toneNames = {
	tip: m.editor_tone_tip,
	warning: m.editor_tone_warning,
	law: m.editor_tone_law
};
