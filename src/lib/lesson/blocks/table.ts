import * as v from 'valibot';
import { defaults, NodeId, type BlockSpec } from '../block';

const Cell = v.object({
	colspan: v.pipe(v.number(), v.integer(), v.minValue(1)),
	rowspan: v.pipe(v.number(), v.integer(), v.minValue(1)),
	colwidth: v.nullable(v.array(v.number()))
});
const cellAttrs = { colspan: 1, rowspan: 1, colwidth: null };

/** A table; `tableRole` is what prosemirror-tables goes by. */
export const table: BlockSpec = {
	nodes: {
		table: {
			group: 'block',
			content: 'tableRow+',
			tableRole: 'table',
			isolating: true,
			attrs: defaults({ id: null })
		},
		tableRow: { content: '(tableHeader | tableCell)+', tableRole: 'row' },
		tableHeader: {
			content: 'paragraph+',
			tableRole: 'header_cell',
			isolating: true,
			attrs: defaults(cellAttrs)
		},
		tableCell: { content: 'paragraph+', tableRole: 'cell', isolating: true, attrs: defaults(cellAttrs) }
	},
	attrs: { table: v.object({ id: NodeId }), tableRow: v.object({}), tableHeader: Cell, tableCell: Cell },
	words: {},
	wants: {},
	headlines: [],
	part: null,
	tracked: false
};
