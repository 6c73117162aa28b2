import { numberLesson, type Lesson, type LessonSettings, type NodeJson } from '$lib/lesson';
import { closeHistory, redo, redoDepth, undo, undoDepth } from '@tiptap/pm/history';
import type { Command, EditorState } from '@tiptap/pm/state';
import { NodeSelection } from '@tiptap/pm/state';
import { untrack } from 'svelte';
import { Editor } from 'svelte-tiptap';
import { looksLikeQuestions } from '$lib/bring';
import { bankSource } from './bank/bank-source';
import type { QuestionBank } from './bank/question-bank';
import { insertBlock, roomBelow } from './block-commands';
import { changeCover, coverOf } from './cover-step';
import { schemaExtensions } from './extensions';
import { InsertMenu } from './insert-menu.svelte';
import { fillBlock, insertFiles, takesFile } from './media-commands';
import type { MediaShelf } from './media-shelf';
import { hasPlace, putIntoBlock } from './media-arrived';
import { nextSidOf } from './numbering-plugin';
import { fileOfDataUrl, type PastedPicture } from './paste-word';
import { Later } from './later';
import { PageOutline, type PageRow } from './page-outline';
import { blockOf, pageIndexAt, pagesOf, placeOfId, selectionIn, type Place } from './places';
import { viewFollows } from './view-follows';
import { editingOf } from './nodes';
import { questionKinds } from './quiz-kinds';
import { slash } from './slash';
import { Uploads } from './uploads.svelte';
import { writing } from './writing';

/** The key under which a lesson's cover travels. */
export const coverKey = 'cover';

/** How long after a change it is handed out, in ms, in a moment without work; and how much longer such a moment is waited for. */
const handOutAfter = 250;
const idleWithin = 250;

/** Pasted text that looks like exam questions, and the document it made. */
export interface Pasted {
	text: string;
	doc: EditorState['doc'];
}

interface DeskOptions {
	lesson: Lesson;
	media: MediaShelf;
	readonly: boolean;
	label: string;
	onchange: (lesson: Lesson) => void;
	/** A change begins that `onchange` will hand out. */
	onedit?: () => void;
	bank?: QuestionBank;
}

/** A lesson being edited: its document, title and settings under one history, and the files on their way into it. */
export class LessonDesk {
	readonly editor: Editor;
	readonly uploads: Uploads;
	readonly menu: InsertMenu;
	readonly media: MediaShelf;
	readonly bank: QuestionBank | null;
	/** Whether questions are being chosen from the bank, and the quiz they go into (null: where the cursor is). */
	choosing = $state.raw<{ quizId: string | null } | null>(null);
	/** The question that is being put into the bank. */
	keeping = $state.raw<NodeJson | null>(null);
	#base: Lesson;
	#onchange: (lesson: Lesson) => void;
	#later = new Later(handOutAfter, idleWithin, () => this.#handOut());
	#state = $state.raw() as EditorState;
	#pasted = $state.raw<Pasted | null>(null);
	// Whatever is shown all the time must stay what it was while a key changes nothing about it.
	#outline = new PageOutline();
	#pages = $derived(this.#outline.of(this.#state.doc));
	#canUndo = $derived(Number(undoDepth(this.#state)) > 0);
	#canRedo = $derived(Number(redoDepth(this.#state)) > 0);
	#cover = $derived(coverOf(this.#state));
	#page = $derived(pageIndexAt(this.#state.doc, this.#state.selection.from));
	#block = $derived(blockOf(this.#state));

	constructor({ lesson, media, readonly, label, onchange, onedit, bank }: DeskOptions) {
		this.#base = numberLesson(lesson);
		this.#onchange = onchange;
		this.media = media;
		this.bank = bank ?? null;
		this.menu = new InsertMenu(bank ? [bankSource(() => (this.choosing = { quizId: null }))] : []);
		this.uploads = new Uploads(media, (key, ref) =>
			key === coverKey ? this.set({ cover: ref }) : putIntoBlock(this.editor, key, ref)
		);
		const { title, settings, nextSid, doc } = this.#base;
		const tools = {
			media,
			uploads: this.uploads,
			editingOf,
			questionKinds,
			chooseQuestions: bank && ((quizId: string) => (this.choosing = { quizId })),
			openInsert: (button: HTMLElement, pos: number) => this.openInsert(button, pos)
		};
		this.editor = new Editor({
			editable: !readonly,
			extensions: [
				...schemaExtensions(tools),
				writing({ title, settings }, nextSid, (picture) => this.#fillLater(picture)),
				slash(this.menu)
			],
			content: doc,
			enableContentCheck: true,
			emitContentError: false,
			injectCSS: false,
			editorProps: {
				...viewFollows,

				attributes: { class: 'lesson-page', 'aria-label': label, lang: lesson.lang },
				handlePaste: (view, event) => {
					this.#lookAt(event.clipboardData);
					return this.#takeFiles(event.clipboardData, view.state.selection.from);
				},
				handleDrop: (view, event) => {
					const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
					return this.#takeFiles(event.dataTransfer, at?.pos ?? view.state.selection.from);
				}
			},
			onTransaction: ({ editor, transaction }) => {
				// A page taken away while the caret is in it loses the focus in the midst of drawing.
				untrack(() => (this.#state = editor.state));
				if (transaction.docChanged && this.#later.ask()) onedit?.();
			}
		});
		this.#state = this.editor.state;
		if (!readonly) void this.uploads.resume((key) => key === coverKey || hasPlace(this.editor, key));
	}

	get pages(): readonly PageRow[] {
		return this.#pages;
	}
	/** Index of the page with the cursor. */
	get page(): number {
		return this.#page;
	}
	/** The block with the cursor. */
	get block(): Place | null {
		return this.#block;
	}
	get state(): EditorState {
		return this.#state;
	}
	get title(): string {
		return this.#cover.title;
	}
	set title(title: string) {
		this.#dispatchCover({ title });
	}
	get settings(): LessonSettings {
		return this.#cover.settings;
	}
	get canUndo(): boolean {
		return this.#canUndo;
	}
	get canRedo(): boolean {
		return this.#canRedo;
	}
	/** What was pasted last, when it looks like exam questions. */
	get pasted(): Pasted | null {
		return this.#pasted;
	}
	forgetPasted(): void {
		this.#pasted = null;
	}
	get readonly(): boolean {
		return !this.editor.isEditable;
	}

	/** The lesson as it is now, numbered throughout. */
	get lesson(): Lesson {
		const state = this.editor.state;
		return {
			...this.#base,
			...coverOf(state),
			nextSid: nextSidOf(state),
			doc: state.doc.toJSON() as Lesson['doc']
		};
	}

	set(settings: Partial<LessonSettings>): void {
		this.#dispatchCover({ settings: { ...this.settings, ...settings } });
	}
	#dispatchCover(change: Parameters<typeof changeCover>[1]): void {
		if (!this.readonly) this.editor.view.dispatch(changeCover(this.editor.state, change));
	}

	/** Runs a command, which is undone on its own; the text gets the keyboard back unless told otherwise. */
	run(command: Command, focus = true): boolean {
		if (this.readonly) return false;
		const { state, view } = this.editor;
		const done = command(state, (tr) => view.dispatch(closeHistory(tr)), view);
		if (focus) this.editor.view.focus();
		return done;
	}
	undo(): void {
		this.#travel(undo);
	}
	redo(): void {
		this.#travel(redo);
	}
	#travel(command: Command): void {
		if (!this.readonly) command(this.editor.state, this.editor.view.dispatch);
	}

	/** Changes one attribute of the node at a position. */
	setAttribute(pos: number, name: string, value: unknown): void {
		if (!this.readonly) this.editor.view.dispatch(this.editor.state.tr.setNodeAttribute(pos, name, value));
	}

	/** The same for the node with an id, if it is there. */
	setAttributeOf(id: string, name: string, value: unknown): void {
		const place = placeOfId(this.editor.state.doc, id);
		if (place) this.setAttribute(place.pos, name, value);
	}

	/** Brings a node to sight and the cursor into it. */
	goTo(pos: number, scroll = true): void {
		const { view, state } = this.editor;
		view.dispatch(state.tr.setSelection(selectionIn(state.doc, pos)));
		const dom = view.nodeDOM(pos);
		if (scroll && dom instanceof HTMLElement) dom.scrollIntoView({ block: 'start' });
		view.focus();
	}
	/** The same for a page. */
	goToPage(index: number): void {
		const page = pagesOf(this.editor.state.doc)[index];
		if (page) this.goTo(page.pos);
	}
	goToId(id: string): void {
		const place = placeOfId(this.editor.state.doc, id);
		if (place) this.goTo(place.pos);
	}

	/** Selects a whole block, to be copied or cut. */
	select(pos: number): void {
		const { view, state } = this.editor;
		view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, pos)));
		view.focus();
	}

	/** Opens the insert menu below a button. */
	openInsert(button: HTMLElement, pos: number): void {
		this.menu.open(button, false, (item) => {
			if ('open' in item) {
				// What is chosen goes below the block the menu was opened at.
				this.goTo(this.editor.state.doc.resolve(pos).nodeBefore ? pos - 1 : pos, false);
				item.open();
				return;
			}
			this.run(insertBlock(pos, item.make()));
			this.run(roomBelow);
		});
	}

	/** Sends a chosen file into an attribute of the node with this id. */
	fill(id: string, file: File, name = 'media'): void {
		fillBlock(this.editor, this.uploads, id, file, name);
	}

	/** Hands out what has changed without waiting longer. */
	flush(): void {
		this.#later.now();
	}

	#handOut(): void {
		this.#onchange(this.lesson);
	}

	destroy(): void {
		this.flush();
		this.uploads.destroy();
		this.editor.destroy();
	}

	/** Takes what was pasted last out again, if nothing has been done since. */
	takeBackPasted(pasted: Pasted): void {
		if (this.editor.state.doc.eq(pasted.doc)) this.undo();
	}

	#lookAt(data: DataTransfer | null): void {
		this.#pasted = null;
		const text = data?.getData('text/plain') ?? '';
		const inField = this.editor.state.selection.$from.depth > 2;
		if (this.readonly || inField || !text.includes('\n') || !looksLikeQuestions(text)) return;
		const before = this.editor.state.doc;
		this.run((state, dispatch) => (dispatch?.(state.tr), true));
		// The text lands after this event has been handled.
		queueMicrotask(() => {
			const { doc } = this.editor.state;
			if (!doc.eq(before)) this.#pasted = { text, doc };
		});
	}

	/** A picture that came with pasted text: its block is there as soon as the paste is done. */
	#fillLater({ id, url }: PastedPicture): void {
		const file = fileOfDataUrl(url);
		if (file) queueMicrotask(() => this.fill(id, file));
	}

	#takeFiles(data: DataTransfer | null, near: number): boolean {
		const files = [...(data?.files ?? [])];
		// Word and Excel put a picture of the text beside the text.
		if (this.readonly || files.length === 0 || data?.types.includes('text/html')) return false;
		const { selection } = this.editor.state;
		const file = files[0];
		if (file && selection instanceof NodeSelection && takesFile(selection.node.type.name, file)) {
			this.fill(String(selection.node.attrs.id), file);
			return true;
		}
		return insertFiles(this.editor, this.uploads, files, near);
	}
}
