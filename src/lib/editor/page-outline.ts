import type { Node } from '@tiptap/pm/model';
import { pagesOf } from './places';

/** What the list of pages says about one. */
export interface PageRow {
	key: string;
	title: string;
	section: string;
	/** Of a kind this version does not know. */
	locked: boolean;
}

/** The list of a lesson's pages, the very same object as long as nothing in it changes. */
export class PageOutline {
	#rows: readonly PageRow[] = [];

	of(doc: Node): readonly PageRow[] {
		const rows = pagesOf(doc).map(({ node }, index) => {
			const row = rowOf(node, index);
			const before = this.#rows[index];
			return before && same(before, row) ? before : row;
		});
		const unchanged = rows.length === this.#rows.length && rows.every((row, i) => row === this.#rows[i]);
		return unchanged ? this.#rows : (this.#rows = rows);
	}
}

const rowOf = (page: Node, index: number): PageRow => ({
	key: String(page.attrs.id ?? `locked-${index}`),
	title: page.firstChild ? page.firstChild.textContent : '',
	section: String(page.attrs.section ?? ''),
	locked: page.type.name !== 'page'
});

const same = (a: PageRow, b: PageRow): boolean =>
	a.key === b.key && a.title === b.title && a.section === b.section && a.locked === b.locked;
