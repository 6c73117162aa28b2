import { asMedia } from '$lib/lesson';
import { attrText } from '../html';
import { picture } from '../picture';
import { note, type BlockRenderer } from '../render';

/** Two pictures side by side; the run-time lays one over the other. */
export const comparison: BlockRenderer = ({ attrs = {} }, { words }) => {
	const side = (name: 'before' | 'after') => {
		const media = asMedia(attrs[name]);
		const label = attrText(attrs[`${name}Label`]) || words[name];
		const shown = media ? picture(media, attrs[`${name}Alt`]) : note(words.noMedia);
		return `<figure class="side ${name}">${shown}<figcaption>${label}</figcaption></figure>`;
	};
	const both = asMedia(attrs.before) && asMedia(attrs.after);
	return `<div class="comparison"${both ? ' data-kind="comparison"' : ''}>${side('before')}${side('after')}</div>`;
};
