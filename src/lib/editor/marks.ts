import { Href, type markSpecs } from '$lib/lesson/schema';
import { markInputRule, type InputRule } from '@tiptap/core';
import type { DOMOutputSpec, Mark, MarkType, ParseRule } from '@tiptap/pm/model';
import * as v from 'valibot';

/** How a mark is shown, read from HTML, and typed. */
export interface MarkEditing {
	parse: ParseRule[];
	render(mark: Mark): DOMOutputSpec;
	rules?(type: MarkType): InputRule[];
}

/** How characters are marked: in HTML from elsewhere, and by typing `**…**` or `*…*`. */
export const marks = {
	strong: {
		render: () => ['strong', 0],
		parse: [
			{ tag: 'strong' },
			// Google Docs wraps everything in <b style="font-weight: normal">.
			{ tag: 'b', getAttrs: (el) => (el.style.fontWeight === 'normal' ? false : null) },
			{ style: 'font-weight', getAttrs: (value) => (/^(bold(er)?|[6-9]\d\d)$/.test(value) ? null : false) }
		],
		rules: (type) => [markInputRule({ find: /(?:^|[^*])(\*\*([^*]+)\*\*)$/, type })]
	},
	em: {
		render: () => ['em', 0],
		parse: [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
		rules: (type) => [markInputRule({ find: /(?:^|[^*])(\*([^*]+)\*)$/, type })]
	},
	term: {
		render: ({ attrs }) => ['dfn', { title: String(attrs.meaning) }, 0],
		parse: [
			{ tag: 'dfn[title]', getAttrs: (el) => ({ meaning: el.title }) },
			{ tag: 'abbr[title]', getAttrs: (el) => ({ meaning: el.title }) }
		]
	},
	link: {
		render: ({ attrs }) => ['a', { href: String(attrs.href) }, 0],
		parse: [
			{
				tag: 'a[href]',
				getAttrs: (el) => {
					const href = el.getAttribute('href');
					return v.is(Href, href) ? { href } : false;
				}
			}
		]
	}
} satisfies Record<keyof typeof markSpecs, MarkEditing>;
