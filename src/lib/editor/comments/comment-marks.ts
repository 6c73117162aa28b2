import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

type Counts = ReadonlyMap<string, number>;
const key = new PluginKey<Counts>('commentMarks');

/** Marks every block that has open comments with their number (`data-comments`). */
export const commentMarks = (): Plugin<Counts> =>
	new Plugin<Counts>({
		key,
		state: {
			init: () => new Map(),
			apply: (tr, counts) => (tr.getMeta(key) as Counts | undefined) ?? counts
		},
		props: {
			decorations(state) {
				const counts = key.getState(state);
				if (!counts?.size) return null;
				const marks: Decoration[] = [];
				state.doc.descendants((node, pos, parent) => {
					const count = counts.get(String(node.attrs.id));
					if (count)
						marks.push(Decoration.node(pos, pos + node.nodeSize, { 'data-comments': String(count) }));
					return parent === state.doc || parent === null;
				});
				return DecorationSet.create(state.doc, marks);
			}
		}
	});

/** Marks other blocks: those with these ids, one for each comment. */
export function markComments(view: EditorView, blockIds: string[]): void {
	const counts = new Map<string, number>();
	for (const id of blockIds) counts.set(id, (counts.get(id) ?? 0) + 1);
	if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, counts));
}
