import { markInputRule, type InputRule } from '@tiptap/core';
import type { MarkType, ParseRule } from '@tiptap/pm/model';
import type { markSpecs } from '$lib/lesson/schema';

interface MarkEditing {
	tag: string;
	parse: ParseRule[];
	rules(type: MarkType): InputRule[];
}

/** How characters are marked: in HTML from elsewhere, and by typing `**…**` or `*…*`. */
export const marks = {
	strong: {
		tag: 'strong',
		parse: [
			{ tag: 'strong' },
			// Google Docs wraps everything in <b style="font-weight: normal">.
			{ tag: 'b', getAttrs: (el) => (el.style.fontWeight === 'normal' ? false : null) },
			{ style: 'font-weight', getAttrs: (value) => (/^(bold(er)?|[6-9]\d\d)$/.test(value) ? null : false) }
		],
		rules: (type) => [markInputRule({ find: /(?:^|[^*])(\*\*([^*]+)\*\*)$/, type })]
	},
	em: {
		tag: 'em',
		parse: [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
		rules: (type) => [markInputRule({ find: /(?:^|[^*])(\*([^*]+)\*)$/, type })]
	}
} satisfies Record<keyof typeof markSpecs, MarkEditing>;
