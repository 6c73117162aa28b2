import type { NodeJson } from '$lib/lesson';
import { linesOf } from './fold';
import type { Found, Reason } from './found';
import { giftAnswers } from './gift-answers';
import { hide, shown } from './gift-escapes';
import { Fates } from './reading';

/** Questions in Moodle's GIFT format; categories and comments are passed over. */
export function giftQuestions(text: string): Found {
	const lines = linesOf(text);
	const fates = new Fates(lines);
	const questions: NodeJson[] = [];
	const starts: number[] = [];
	for (const block of blocksOf(lines, fates)) {
		const say = (why: Reason) => fates.say(block.first, why);
		const made = questionOf(block.text, say);
		for (const index of block.indexes) fates.is(index, made ? 'question' : 'notUnderstood');
		if (!made) {
			for (const index of block.indexes) fates.say(index, block.open ? 'gift_unclosed' : 'gift_unreadable');
			continue;
		}
		questions.push(made);
		starts.push(block.first + 1);
	}
	return { questions, starts, notUnderstood: fates.sorted(), lines: fates.lines };
}

interface Block {
	first: number;
	indexes: number[];
	text: string;
	/** Whether its brackets are not closed. */
	open: boolean;
}

/** Runs of lines between empty ones; an empty line inside brackets does not part a question. */
function blocksOf(lines: string[], fates: Fates): Block[] {
	const blocks: Block[] = [];
	let current: Block | null = null;
	let depth = 0;
	lines.forEach((line, index) => {
		if (/^\s*(\/\/|\$CATEGORY:)/i.test(line)) return fates.is(index, 'mark');
		if (!line.trim()) {
			if (current && !current.open) current = null;
			return;
		}
		if (!current) {
			blocks.push((current = { first: index, indexes: [], text: '', open: false }));
			depth = 0;
		}
		const hidden = hide(line);
		current.indexes.push(index);
		current.text += `${current.text ? '\n' : ''}${hidden}`;
		depth += (hidden.match(/\{/g)?.length ?? 0) - (hidden.match(/\}/g)?.length ?? 0);
		current.open = depth > 0;
	});
	return blocks;
}

function questionOf(text: string, say: (why: Reason) => void): NodeJson | null {
	const title = /^\s*::([^]*?)::\s*/.exec(text);
	const body = (title ? text.slice(title[0].length) : text).replace(
		/^\s*\[(html|markdown|plain|moodle)\]\s*/i,
		''
	);
	const parts = /^([^{}]*)\{([^{}]*)\}([^{}]*)$/.exec(body);
	if (!parts) return null;
	const [, before = '', inside = '', after = ''] = parts;
	const missingWord = after.trim() !== '';
	const stem = missingWord
		? `${before.trim()} ____ ${after.trim()}`
		: before.trim() || (title?.[1] ?? '').trim();
	if (!stem) say('no_stem');
	return giftAnswers(shown(stem), inside, say);
}
