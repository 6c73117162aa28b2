import { moveBlock, moveBlockTo } from './block-commands';
import type { LessonDesk } from './desk.svelte';

/** Where a dragged block would be put: a line, in pixels from the sheet's corner. */
interface DropLine {
	top: number;
	left: number;
	width: number;
}

/** A block being dragged by its handle to another place of its page or of another page. */
export class DragBlock {
	#line = $state.raw<DropLine | null>(null);
	#from: number | null = null;
	#to: number | null = null;
	#y = 0;
	#frame: number | undefined;

	constructor(
		private readonly desk: LessonDesk,
		private readonly sheet: () => HTMLElement
	) {}

	get line(): DropLine | null {
		return this.#line;
	}

	/** Begins with the block at a position, when the pointer goes down on its handle. */
	start(event: PointerEvent, pos: number): void {
		if (event.button !== 0) return;
		this.#from = pos;
		this.#y = event.clientY;
		window.addEventListener('pointermove', this.#move);
		window.addEventListener('pointerup', this.#drop);
		window.addEventListener('pointercancel', this.#cancel);
		window.addEventListener('keydown', this.#escape, true);
	}

	/** The handle with the keyboard: arrow keys move the block. */
	key(event: KeyboardEvent, pos: number): void {
		const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
		if (by === null) return;
		event.preventDefault();
		this.desk.run(moveBlock(pos, by), false);
	}

	/** Ends it and leaves everything as it was. */
	stop(): void {
		window.removeEventListener('pointermove', this.#move);
		window.removeEventListener('pointerup', this.#drop);
		window.removeEventListener('pointercancel', this.#cancel);
		window.removeEventListener('keydown', this.#escape, true);
		if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
		this.#frame = undefined;
		this.#line = null;
		this.#from = this.#to = null;
	}

	#move = (event: PointerEvent) => {
		// A little trembling is a click.
		if (!this.#line && Math.abs(event.clientY - this.#y) < 6) return;
		event.preventDefault();
		this.#y = event.clientY;
		this.#show();
		this.#frame ??= requestAnimationFrame(this.#scroll);
	};
	#drop = () => {
		const [from, to] = [this.#from, this.#to];
		this.stop();
		if (from !== null && to !== null) this.desk.run(moveBlockTo(from, to));
	};
	#cancel = () => this.stop();
	#escape = (event: KeyboardEvent) => {
		if (event.key !== 'Escape') return;
		event.preventDefault();
		event.stopPropagation();
		this.stop();
	};

	/** Near the upper and lower edge the page moves along. */
	#scroll = () => {
		this.#frame = undefined;
		if (this.#from === null || !this.#line) return;
		const box = scrollerOf(this.sheet());
		const { top, bottom } = box.getBoundingClientRect();
		const by = this.#y < top + 48 ? -12 : this.#y > bottom - 48 ? 12 : 0;
		if (by) {
			box.scrollTop += by;
			this.#show();
		}
		this.#frame = requestAnimationFrame(this.#scroll);
	};

	/** The gap between blocks nearest to the pointer. */
	#show(): void {
		const { view } = this.desk.editor;
		let best: { pos: number; y: number; left: number; width: number; far: number } | null = null;
		view.state.doc.descendants((node, pos, parent) => {
			if (parent?.type.name !== 'page') return node.type.name === 'page';
			const dom = view.nodeDOM(pos);
			if (!(dom instanceof HTMLElement)) return false;
			const box = dom.getBoundingClientRect();
			const gaps = node.type.name === 'pageTitle' ? [] : [{ pos, y: box.top }];
			gaps.push({ pos: pos + node.nodeSize, y: box.bottom });
			for (const gap of gaps) {
				const far = Math.abs(gap.y - this.#y);
				if (!best || far < best.far) best = { ...gap, far, left: box.left, width: box.width };
			}
			return false;
		});
		if (!best) return;
		const found: { pos: number; y: number; left: number; width: number } = best;
		const frame = this.sheet().getBoundingClientRect();
		this.#to = found.pos;
		this.#line = { top: found.y - frame.top - 2, left: found.left - frame.left, width: found.width };
	}
}

function scrollerOf(element: HTMLElement): HTMLElement {
	for (let at: HTMLElement | null = element; at; at = at.parentElement)
		if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
	return document.documentElement;
}
