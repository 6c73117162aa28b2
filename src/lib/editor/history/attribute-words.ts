import type { AttributeChange } from '$lib/lesson/compare';
import * as m from '$messages';

const names: Record<string, () => string> = {
	answer: m.history_attr_answer,
	alt: m.history_attr_alt,
	title: m.history_attr_title,
	weight: m.history_attr_weight,
	level: m.history_attr_level,
	minutes: m.history_attr_minutes,
	by: m.history_attr_by,
	themes: m.history_attr_themes,
	audience: m.history_attr_audience,
	summary: m.history_attr_summary,
	passPercent: m.history_attr_pass
};

const sentences: Record<string, (change: AttributeChange) => string> = {
	correct: ({ after }) => (after === true ? m.history_attr_right() : m.history_attr_wrong()),
	media: () => m.history_attr_media(),
	poster: () => m.history_attr_poster(),
	captions: () => m.history_attr_captions(),
	cover: () => m.history_attr_cover(),
	about: () => m.history_attr_about(),
	note: () => m.history_attr_note(),
	format: () => m.history_attr_format(),
	depth: () => m.history_attr_depth(),
	type: () => m.history_attr_kind()
};

const words: Record<string, () => string> = {
	group: m.editor_by_group,
	person: m.editor_by_person,
	theory: m.editor_theme_theory,
	party: m.editor_theme_party,
	law: m.editor_theme_law,
	technology: m.editor_theme_technology,
	culture: m.editor_theme_culture
};

/** A changed attribute in a person's words; one nobody has words for yet is named as it is. */
export function attributeText(change: AttributeChange): string {
	const { name, before, after } = change;
	const sentence = Object.hasOwn(sentences, name) && sentences[name];
	if (sentence) return sentence(change);
	const known = Object.hasOwn(names, name) && names[name];
	if (!known) return m.history_attr_other({ name });
	return m.history_attr({ name: known(), before: valueText(before), after: valueText(after) });
}

function valueText(value: unknown): string {
	if (value === true) return m.history_yes();
	if (value === false) return m.history_no();
	if (Array.isArray(value)) return value.length ? value.map(valueText).join(' ') : m.history_nothing();
	if (typeof value === 'number') return String(value);
	if (typeof value !== 'string' || value === '') return m.history_nothing();
	return words[value]?.() ?? value;
}
