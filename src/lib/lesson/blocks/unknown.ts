import * as v from 'valibot';
import { defaults, type BlockSpec } from '../block';

/** A node this program does not know, kept whole as JSON text so that a round trip leaves it untouched. */
export const unknown: BlockSpec = {
	nodes: { unknown: { group: 'block', atom: true, attrs: defaults({ json: '' }) } },
	attrs: { unknown: v.object({ json: v.string() }) },
	words: {},
	wants: {},
	headlines: [],
	part: null,
	tracked: false
};
