import * as m from '$messages';

/** The words for blocks made of parts: the block, adding a part, and the list of its parts. */
export const partNames: Record<
	string,
	{ name: () => string; add: () => string; list: () => string } | undefined
> = {
	gallery: { name: m.editor_kind_gallery, add: m.editor_add_pictures, list: m.editor_parts_pictures },
	steps: { name: m.editor_kind_steps, add: m.editor_add_step, list: m.editor_parts_steps },
	accordion: { name: m.editor_kind_accordion, add: m.editor_add_fold, list: m.editor_parts_folds },
	tabs: { name: m.editor_kind_tabs, add: m.editor_add_tab, list: m.editor_parts_tabs },
	scenario: { name: m.editor_kind_scenario, add: m.editor_add_scene, list: m.editor_parts_scenes }
};
