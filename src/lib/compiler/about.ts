import { sourcesOf, type About } from '$lib/lesson';
import { escapeHtml } from './html';
import type { Words } from './words';

/**
 * Who answers for the lesson and what it rests on: one line for learners that unfolds. Empty where nothing is said; that no
 * expert has reviewed it is said as plainly as who has.
 */
export function aboutHtml(about: About | undefined, words: Words): string {
	if (!about) return '';
	const said = words.about;
	const sourced = sourcesOf(about);
	const people: [string, string][] = [
		[said.author, about.author],
		[said.reviewer, about.reviewer || (about.author || sourced.length ? said.nobody : '')],
		[said.validOn, about.validOn && said.day(about.validOn)],
		[said.lookAgain, about.lookAgain && said.day(about.lookAgain)]
	];
	const rows = people
		.filter(([, text]) => text)
		.map(([name, text]) => `<p>${name}${said.colon}${escapeHtml(text)}</p>`);
	const sources = sourced.map(({ title, publisher, date, address, supports }) => {
		const parts = [title, publisher, date, address].filter(Boolean).map(escapeHtml).join(said.comma);
		return `<li>${parts}${supports ? `<br><span class="supports">${escapeHtml(said.supports(supports))}</span>` : ''}</li>`;
	});
	if (!rows.length && !sources.length) return '';
	const list = sources.length ? `<p>${said.sources}</p>\n<ol>\n${sources.join('\n')}\n</ol>\n` : '';
	const until = about.validOn ? ` · ${said.checked(said.day(about.validOn))}` : '';
	return `<details class="about"><summary>${said.title}${until}</summary>
${rows.join('\n')}
${list}</details>`;
}
