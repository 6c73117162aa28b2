import type { NodeJson } from '$lib/lesson';
import { count } from '../html';
import type { BlockRenderer, Place } from '../render';

export const table: BlockRenderer = (node, place) => {
	const rows = node.content ?? [];
	const head = rows.findIndex((row) => !(row.content ?? []).every((cell) => cell.type === 'tableHeader'));
	const headRows = head < 0 ? rows.length : head;
	const lines = (from: number, to: number, scope: 'col' | 'row') =>
		rows
			.slice(from, to)
			.map((row) => `<tr>${(row.content ?? []).map((cell) => cellHtml(cell, scope, place)).join('')}</tr>`)
			.join('');
	// A table of headings only has no body to head.
	const split = headRows === rows.length ? 0 : headRows;
	const thead = split ? `<thead>${lines(0, split, 'col')}</thead>` : '';
	return `<div class="table"><table>${thead}<tbody>${lines(split, rows.length, 'row')}</tbody></table></div>`;
};

function cellHtml(cell: NodeJson, scope: 'col' | 'row', place: Place): string {
	const [across, down] = [count(cell.attrs?.colspan), count(cell.attrs?.rowspan)];
	const span = (across > 1 ? ` colspan="${across}"` : '') + (down > 1 ? ` rowspan="${down}"` : '');
	const inner = (cell.content ?? []).map((child) => place.render(child)).join('');
	return cell.type === 'tableHeader'
		? `<th scope="${scope}"${span}>${inner}</th>`
		: `<td${span}>${inner}</td>`;
}
