import Table from '@lucide/svelte/icons/table';
import * as m from '$messages';
import type { TagParseRule } from '@tiptap/pm/model';
import type { BlockEditing, NodeEditing } from '../block-editing';

const cell = (type: string) => ({ type, content: [{ type: 'paragraph' }] });
const row = (type: string) => ({ type: 'tableRow', content: [cell(type), cell(type), cell(type)] });

const span = (text: string | null) => Math.min(20, Math.max(1, Number.parseInt(text ?? '1', 10) || 1));

function cellEditing(tag: 'td' | 'th'): NodeEditing {
	const rule: TagParseRule = {
		tag,
		getAttrs: (el) => ({
			colspan: span(el.getAttribute('colspan')),
			rowspan: span(el.getAttribute('rowspan'))
		})
	};
	return {
		parse: [rule],
		render: (attributes, { attrs }) => [
			tag,
			{ ...attributes, colspan: Number(attrs.colspan), rowspan: Number(attrs.rowspan) },
			0
		]
	};
}

export const table: BlockEditing = {
	name: m.editor_kind_table,
	icon: Table,
	insert: {
		words: '表格 table grid',
		make: () => ({ type: 'table', content: [row('tableHeader'), row('tableCell'), row('tableCell')] })
	},
	nodes: {
		table: { parse: [{ tag: 'table' }], render: (attributes) => ['table', attributes, ['tbody', 0]] },
		tableRow: { parse: [{ tag: 'tr' }], render: (attributes) => ['tr', attributes, 0] },
		tableHeader: cellEditing('th'),
		tableCell: cellEditing('td')
	}
};
