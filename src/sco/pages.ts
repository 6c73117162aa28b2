import { isDone, type Item } from '$lib/lesson/tracking';
import * as m from '$messages';
import { around } from './around';
import { button, el, plainText } from './dom';
import { aloudButton, hush, pinyinButton, sizeButton } from './reading-aids';
import { resultPage } from './result';
import type { Session } from './session';

/** Shows one page at a time, with a list of all, a bar of how far one is, and the result at the end. */
export class Pages {
	readonly #sections = [...document.querySelectorAll<HTMLElement>('main > .page')];
	readonly #result = el('section', { class: 'page result', 'aria-labelledby': 'title-result' });
	readonly #count = el('p', { class: 'count', role: 'status' });
	readonly #bar = el('progress', { class: 'bar', 'aria-label': m.sco_progress() });
	readonly #previous = button(`‹ ${m.sco_previous()}`, 'plain previous', () => this.go(this.#at - 1));
	readonly #next = button('', 'primary next', () => this.#forward());
	readonly #list = el('ol');
	readonly #dialog = el('dialog', { class: 'contents', 'aria-label': m.sco_pages() });
	#at = -1;

	constructor(
		readonly session: Session,
		readonly onExit: (() => void) | null
	) {
		document.querySelector('main')?.append(this.#result);
		const tools = el(
			'div',
			{ class: 'tools' },
			button(`☰ ${m.sco_pages()}`, 'quiet', () => this.#openList())
		);
		tools.append(...this.#aids());
		const header = document.querySelector('header.lesson');
		const nav = el(
			'nav',
			{ class: 'turn', 'aria-label': m.sco_turn() },
			this.#previous,
			this.#count,
			this.#next
		);
		if (around('yuankeWayOut') === true) {
			// The station's bar above names the lesson and leads out: a second one would only take room.
			header?.remove();
			this.#previous.after(tools);
			nav.append(this.#bar);
		} else {
			if (onExit) tools.append(button(m.sco_exit(), 'quiet exit', onExit));
			header?.append(tools, this.#bar);
		}
		this.#dialog.append(
			el('h2', {}, m.sco_pages()),
			this.#list,
			button(m.sco_close(), 'plain', () => this.#dialog.close())
		);
		document.body.append(nav, this.#dialog);
		session.onChange(() => this.#refresh());
		document.addEventListener('click', (event) => this.#follow(event));
	}

	/** Opens the page that was open last, else the first. */
	open(sid: number | null): void {
		const at = this.#sections.findIndex((section) => Number(section.dataset.sid) === sid);
		this.go(Math.max(0, at), false);
	}

	/** Turns to a page by its place; one past the last is the result. */
	go(to: number, focus = true): void {
		if (to < 0 || to > this.#sections.length || to === this.#at) return;
		this.#at = to;
		for (const film of document.querySelectorAll<HTMLMediaElement>('video, audio')) film.pause();
		hush();
		this.#sections.forEach((section, i) => section.classList.toggle('current', i === to));
		this.#result.classList.toggle('current', to === this.#sections.length);
		const section = this.#sections[to];
		const sid = Number(section?.dataset.sid);
		if (sid) this.session.visit(sid);
		this.#refresh();
		window.scrollTo(0, 0);
		// Where the frame is taller than what is seen of it, it was scrolled to reach the buttons below.
		document.querySelector('header.lesson')?.scrollIntoView({ block: 'nearest' });
		if (focus) (section ?? this.#result).querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
	}

	/** Steps by a number of pages. */
	step(by: 1 | -1): void {
		this.go(this.#at + by);
	}

	/** The page on screen. */
	get current(): HTMLElement {
		return this.#sections[this.#at] ?? this.#result;
	}

	/** A link to a page of this lesson turns to it. */
	#follow(event: MouseEvent): void {
		const link = event.target instanceof Element ? event.target.closest('a[href^="#page-"]') : null;
		if (!link) return;
		event.preventDefault();
		this.go(this.#sections.findIndex((section) => `#${section.id}` === link.getAttribute('href')));
	}

	#aids(): HTMLElement[] {
		const { lesson } = this.session;
		const aloud = lesson.aloud ? aloudButton(lesson.lang, () => this.current) : null;
		const pinyin = document.documentElement.dataset.pinyin ? pinyinButton() : null;
		return [sizeButton(), pinyin, aloud].filter((aid) => aid !== null);
	}

	#refresh(): void {
		const total = this.#sections.length;
		const { summary } = this.session;
		const onResult = this.#at === total;
		this.#previous.disabled = this.#at <= 0;
		this.#next.hidden = onResult && !this.onExit;
		this.#next.textContent = onResult
			? m.sco_exit()
			: `${this.#at === total - 1 ? m.sco_finish() : m.sco_next()} ›`;
		this.#count.textContent = onResult ? m.sco_result() : m.sco_page_of({ n: this.#at + 1, total });
		this.#bar.max = Math.max(1, summary.total);
		this.#bar.value = summary.done;
		if (onResult) this.#result.replaceChildren(...resultPage(this.session, (sid) => this.open(sid)));
	}

	/** The filled button: on to the next page, and after the result out. */
	#forward(): void {
		if (this.#at === this.#sections.length) this.onExit?.();
		else this.step(1);
	}

	#openList(): void {
		this.#list.replaceChildren(
			...this.#sections.flatMap((section, i) => {
				const name = plainText(section.querySelector('h1'));
				const done = this.#isDone(Number(section.dataset.sid));
				const state = el('span', { class: 'state' }, done ? `✓ ${m.sco_done()}` : `– ${m.sco_open()}`);
				const entry = button('', i === this.#at ? 'page-link here' : 'page-link', () => {
					this.#dialog.close();
					this.go(i);
				});
				if (i === this.#at) entry.setAttribute('aria-current', 'page');
				entry.append(state, el('span', {}, `${i + 1}. ${name}`));
				const begins = section.querySelector('.section-name')?.textContent;
				const heading = begins ? [el('li', { class: 'section-head' }, el('h3', {}, begins))] : [];
				return [...heading, el('li', {}, entry)];
			})
		);
		this.#dialog.showModal();
	}

	#isDone(page: number): boolean {
		const here = this.session.items.filter((item: Item) => item.page === page);
		return here.every((item) => isDone(item, this.session.state));
	}
}
