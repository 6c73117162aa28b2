import { Extension } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion } from '@tiptap/suggestion';
import { insertBlock, roomBelow } from './block-commands';
import type { InsertItem, InsertMenu } from './insert-menu.svelte';

/** `/` as typed with Latin, Chinese (、) and full-width punctuation; a Chinese keyboard gives 、 for that key. */
const triggers = ['/', '\u3001', '\uff0f'];

/** Opens the insert menu while typing. */
export const slash = (menu: InsertMenu): Extension =>
	Extension.create({
		name: 'slash',
		// An open menu gets Enter and the arrows before the text does.
		priority: 2000,
		addProseMirrorPlugins() {
			const { editor } = this;
			return triggers.map((char) =>
				Suggestion<InsertItem, InsertItem>({
					editor,
					char,
					pluginKey: new PluginKey(`slash${char}`),
					startOfLine: char !== '/',
					allow: ({ state, range }) => {
						const { parent, depth } = state.doc.resolve(range.from);
						return parent.type.name === 'paragraph' && depth === 2;
					},
					// What is found is worked out by the menu itself.
					items: () => [],
					command: ({ range, props: item }) => {
						const { state, view } = editor;
						view.dispatch(state.tr.deleteRange(range.from, range.to));
						if ('open' in item) {
							item.open();
							return;
						}
						insertBlock(editor.state.selection.$from.after(2), item.make())(editor.state, view.dispatch);
						roomBelow(view.state, view.dispatch);
						view.focus();
					},
					render: () => {
						const anchor = (rect?: (() => DOMRect | null) | null) => ({
							getBoundingClientRect: () => rect?.() ?? new DOMRect()
						});
						return {
							onStart: (p) => menu.open(anchor(p.clientRect), true, (item) => p.command(item)),
							onUpdate: (p) => menu.follow(anchor(p.clientRect), p.query, (item) => p.command(item)),
							onKeyDown: ({ event }) => menu.key(event),
							onExit: () => menu.close()
						};
					}
				})
			);
		}
	});
