import type { Unit } from '$lib/lesson/translate';
import * as m from '$messages';

const attributes: Record<string, () => string> = {
	summary: m.translate_what_summary,
	audience: m.translate_what_audience,
	section: m.translate_what_section,
	alt: m.translate_what_alt,
	beforeAlt: m.translate_what_alt,
	afterAlt: m.translate_what_alt,
	caption: m.translate_what_caption,
	beforeLabel: m.translate_what_caption,
	afterLabel: m.translate_what_caption,
	title: m.translate_what_name,
	hint: m.translate_what_hint,
	whenRight: m.translate_what_feedback,
	whenWrong: m.translate_what_feedback,
	feedback: m.translate_what_feedback,
	source: m.translate_what_source,
	transcript: m.translate_what_transcript,
	meaning: m.translate_what_meaning,
	unit: m.translate_what_unit,
	low: m.translate_what_end,
	high: m.translate_what_end
};

const lines: Record<string, () => string> = {
	pageTitle: m.translate_what_page_title,
	heading: m.translate_what_heading,
	quizTitle: m.translate_what_heading,
	stepTitle: m.translate_what_heading,
	foldTitle: m.translate_what_heading,
	tabTitle: m.translate_what_heading,
	sceneTitle: m.translate_what_heading,
	prompt: m.translate_what_prompt,
	option: m.translate_what_option,
	choiceText: m.translate_what_option,
	area: m.translate_what_option,
	groupName: m.translate_what_name,
	choiceFeedback: m.translate_what_feedback,
	blank: m.translate_what_blank,
	explanation: m.translate_what_explanation,
	pairLeft: m.translate_what_pair,
	pairRight: m.translate_what_pair
};

/** Where a unit stands, in the author's words: page and what it is. */
export function placeText({ type, attribute, page }: Unit): string {
	const what =
		attribute === null
			? (lines[type] ?? m.translate_what_text)
			: type === 'lesson' && attribute === 'title'
				? m.translate_what_lesson_title
				: attribute.startsWith('chapters.')
					? m.translate_what_chapter
					: attribute.startsWith('captionLines.')
						? m.translate_what_subtitle
						: (attributes[attribute] ?? m.translate_what_text);
	return page ? m.translate_place({ number: page.number, title: page.title, what: what() }) : what();
}
