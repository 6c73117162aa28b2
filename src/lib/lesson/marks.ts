import type { MarkSpec } from 'prosemirror-model';
import * as v from 'valibot';
import { defaults } from './block';

/** Where a link may lead: a web address, or a page of the same lesson by its node id. */
export const Href = v.pipe(v.string(), v.regex(/^(https?:\/\/[^\s/]\S*|#page:[0-9a-z]{6,32})$/i));

/** The id of the page a link leads to; null when it leads elsewhere. */
export const linkedPage = (href: unknown): string | null =>
	typeof href === 'string' && href.startsWith('#page:') ? href.slice(6) : null;

/** What a character can be: strong, emphasised, a word with its meaning, or a link. */
export const markSpecs: Record<'strong' | 'em' | 'term' | 'link', MarkSpec> = {
	strong: {},
	em: {},
	term: { attrs: defaults({ meaning: '' }), inclusive: false, excludes: 'term link' },
	link: { attrs: defaults({ href: '' }), inclusive: false, excludes: 'term link' }
};

/** What each mark's attributes must be. */
export const markAttrSchemas: Record<string, v.GenericSchema> = {
	strong: v.object({}),
	em: v.object({}),
	term: v.object({ meaning: v.string() }),
	link: v.object({ href: Href })
};
