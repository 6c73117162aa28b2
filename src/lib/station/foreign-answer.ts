import type { EntryBody } from '$lib/ledger';
import type { ReadInteraction } from '$lib/scorm';
import type { Activity } from '$lib/scorm/course';

/**
 * The ledger's entry for an answer in a course made elsewhere. Steps may use one name for different questions, so the
 * step is part of the name; packages without a text for a question often have words in its name.
 */
export function foreignAnswer(
	attemptId: string,
	step: Activity,
	it: ReadInteraction,
	tries: number
): EntryBody {
	return {
		kind: 'answer',
		attemptId,
		sid: 0,
		item: `${step.id}:${it.id}`.slice(0, 4000),
		type: it.type.slice(0, 4000),
		patterns: it.patterns.slice(0, 20).map((pattern) => pattern.slice(0, 4000)),
		question: (plain(it.description) || `${step.title} · ${plain(it.id)}`).slice(0, 1000),
		response: it.response.slice(0, 4000),
		text: answerInWords(it).slice(0, 4000),
		correct: it.correct,
		tries
	};
}

function answerInWords({ type, response }: ReadInteraction): string {
	if (type === 'true-false') {
		if (/^(true|t|1)$/i.test(response)) return '对';
		if (/^(false|f|0)$/i.test(response)) return '错';
	}
	const between = type === 'sequencing' ? ' → ' : ' / ';
	return response
		.split('[,]')
		.map((part) => part.split('[.]').map(plain).join(' – '))
		.join(between);
}

/** Without what a package writes around its words: properties such as `{lang=zh}`, URN prefixes and escapes. */
function plain(text: string): string {
	const bare = text
		.replace(/^(\{[a-z_]+=[^}]*\})+/, '')
		.replace(/^urn:[^:]+:/i, '')
		.trim();
	if (!/%[\da-f]{2}/i.test(bare)) return bare;
	try {
		return decodeURIComponent(bare);
	} catch {
		return bare;
	}
}
