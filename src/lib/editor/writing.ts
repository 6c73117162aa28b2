import { Extension, type Editor } from '@tiptap/core';
import { chainCommands } from '@tiptap/pm/commands';
import { dropCursor } from '@tiptap/pm/dropcursor';
import { gapCursor } from '@tiptap/pm/gapcursor';
import { history, redo, undo } from '@tiptap/pm/history';
import type { Command } from '@tiptap/pm/state';
import { addRowAfter, goToNextCell, tableEditing } from '@tiptap/pm/tables';
import { commentMarks } from './comments/comment-marks';
import { coverPlugin, type Cover } from './cover-step';
import { moveThisBlock } from './block-commands';
import { backspaceField, deleteField, enterField, markThisOption } from './field-keys';
import { links } from './links';
import { numberingPlugin } from './numbering-plugin';
import { addPageHere } from './page-commands';
import { backspacePart, enterPart, leaveBlock } from './part-keys';
import { cleanPasted, type PastedPicture } from './paste-word';
import { placeholders } from './placeholders';
import { keepSelectedBlock } from './selected-block';

const key = (editor: Editor, command: Command) => () =>
	command(editor.state, editor.view.dispatch, editor.view);

/** Everything about writing that is no node: numbering, one history, keys, tables, pasting. */
export const writing = (
	cover: Cover,
	nextSid: number,
	onpicture?: (picture: PastedPicture) => void
): Extension =>
	Extension.create({
		name: 'writing',
		priority: 1000,
		addProseMirrorPlugins: () => [
			history({ newGroupDelay: 800 }),
			coverPlugin(cover),
			numberingPlugin(nextSid),
			placeholders(),
			commentMarks(),
			links(),
			keepSelectedBlock(),
			gapCursor(),
			dropCursor({ color: 'var(--action)', width: 3 }),
			tableEditing()
		],
		transformPastedHTML: (html) => cleanPasted(html, onpicture),
		addKeyboardShortcuts() {
			const { editor } = this;
			const nextCell: Command = (state, dispatch, view) => {
				if (goToNextCell(1)(state, dispatch, view)) return true;
				if (!editor.isActive('table')) return false;
				addRowAfter(state, dispatch);
				return goToNextCell(1)(editor.state, dispatch, view);
			};
			return {
				'Mod-z': key(editor, undo),
				'Mod-y': key(editor, redo),
				'Mod-Shift-z': key(editor, redo),
				Enter: () =>
					key(editor, chainCommands(enterField, enterPart))() || editor.commands.splitListItem('listItem'),
				Backspace: () => key(editor, chainCommands(backspaceField, backspacePart))() || liftFirst(editor),
				Delete: key(editor, deleteField),
				'Mod-Enter': key(editor, chainCommands(markThisOption, leaveBlock)),
				'Alt-ArrowUp': key(editor, moveThisBlock(-1)),
				'Alt-ArrowDown': key(editor, moveThisBlock(1)),
				'Mod-Shift-Enter': key(editor, addPageHere),
				'Shift-Enter': () => editor.commands.insertContent({ type: 'hardBreak' }),
				'Mod-b': () => editor.commands.toggleMark('strong'),
				'Mod-i': () => editor.commands.toggleMark('em'),
				'Mod-Alt-0': () => editor.commands.setNode('paragraph'),
				'Mod-Alt-2': () => editor.commands.toggleNode('heading', 'paragraph', { level: 2 }),
				'Mod-Alt-3': () => editor.commands.toggleNode('heading', 'paragraph', { level: 3 }),
				'Mod-Shift-8': () => editor.commands.toggleList('bulletList', 'listItem'),
				'Mod-Shift-7': () => editor.commands.toggleList('orderedList', 'listItem'),
				Tab: () => key(editor, nextCell)() || editor.commands.sinkListItem('listItem'),
				'Shift-Tab': () => key(editor, goToNextCell(-1))() || editor.commands.liftListItem('listItem')
			};
		}
	});

/** Backspace at the start of a list's line takes it out of the list. */
function liftFirst(editor: Editor): boolean {
	const { $from, empty } = editor.state.selection;
	if (!empty || $from.parentOffset > 0 || $from.node(-1)?.type.name !== 'listItem' || $from.index(-1) > 0)
		return false;
	return editor.commands.liftListItem('listItem');
}
