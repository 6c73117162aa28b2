import { UserError } from '$lib/base';
import { newLesson, openLesson, problemsOf, storedLesson, type Lesson, type MediaRef } from '$lib/lesson';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../ui/app.css';
import LessonEditor from './LessonEditor.svelte';
import type { MediaShelf } from './media-shelf';

let close: (() => Promise<void>) | undefined;
beforeEach(() => page.viewport(1366, 768));
afterEach(async () => close?.());

/** A shelf in memory that refuses as often as it is told to. */
function shelf(refusals = 0): MediaShelf {
	return {
		url: (media) => `data:${media.type};base64,`,
		add(file) {
			if (refusals-- > 0) return Promise.reject(new UserError('hub_unreachable'));
			const media: MediaRef = { sha256: 'a'.repeat(64), size: file.size, type: file.type, name: file.name };
			return Promise.resolve(media);
		}
	};
}

function open(media = shelf(), readonly = false) {
	const target = document.createElement('div');
	target.style.height = '700px';
	document.body.append(target);
	const handed: Lesson[] = [];
	const lesson = newLesson('课', 'zh-CN');
	const app = mount(LessonEditor, {
		target,
		props: {
			lesson,
			media,
			readonly,
			saveState: { kind: 'saved', at: 0 },
			problems: [],
			onchange: (changed: Lesson) => handed.push(changed)
		}
	});
	close = async () => {
		await unmount(app);
		target.remove();
	};
	return { target, lesson, handed, last: () => handed.at(-1)! };
}
const kinds = (lesson: Lesson) => lesson.doc.content?.[0]?.content?.map((node) => node.type);

/** Types into the document; `|` is Enter. */
async function type(target: HTMLElement, text: string) {
	await vi.waitFor(() => expect(target.querySelector('.lesson-page')).not.toBeNull());
	for (const [i, part] of text.split('|').entries()) {
		if (i > 0) await userEvent.keyboard('{Enter}');
		if (part) await userEvent.keyboard(part);
	}
}
async function focusTitle(target: HTMLElement) {
	await vi.waitFor(() => expect(target.querySelector('[data-yk="pageTitle"]')).not.toBeNull());
	await userEvent.click(target.querySelector('[data-yk="pageTitle"]')!);
}

describe('writing a lesson', () => {
	it('needs nothing but the keyboard for a complete question, and hands it out numbered', async () => {
		const { target, last } = open();
		await focusTitle(target);
		await type(target, 'Title|text|/dxt');
		await vi.waitFor(() => expect(target.querySelector('[role="option"]')).not.toBeNull());
		await type(target, '|Why?|because|');
		await type(target, 'therefore');
		await userEvent.keyboard('{Control>}{Enter}{/Control}');
		await vi.waitFor(() => expect(kinds(last())).toEqual(['pageTitle', 'paragraph', 'singleChoice']));
		await vi.waitFor(() =>
			expect(last().doc.content![0]!.content![2]!.content!.map((n) => n.attrs?.correct)).toEqual([
				undefined,
				false,
				true,
				undefined
			])
		);
		const question = last().doc.content![0]!.content![2]!;
		expect(question.attrs).toMatchObject({ sid: 2, weight: 1 });
		expect(problemsOf(last())).toEqual([]);
	});

	it('is undone to where it began', async () => {
		const { target, lesson, last } = open();
		await focusTitle(target);
		await type(target, 'Title|text|# head|more');
		for (let i = 0; i < 12; i++) await userEvent.keyboard('{Control>}z{/Control}');
		await vi.waitFor(() => expect(last().doc).toEqual(lesson.doc));
	});

	it('is followed by the view: a block just made is seen whole, and its empty lines say what goes where', async () => {
		const { target } = open();
		await focusTitle(target);
		await type(target, `Title|${'line|'.repeat(14)}/dxt`);
		await vi.waitFor(() => expect(target.querySelector('[role="option"]')).not.toBeNull());
		await userEvent.keyboard('{Enter}');
		await vi.waitFor(() => {
			const made = target.querySelector('.question')!.getBoundingClientRect();
			expect(made.bottom).toBeLessThan(target.getBoundingClientRect().bottom);
		});
		for (const option of target.querySelectorAll('.node-option.is-empty')) {
			const words = parseFloat(getComputedStyle(option, '::before').left);
			const circle = option.querySelector('.option-mark')!.getBoundingClientRect();
			expect(option.getBoundingClientRect().left + words).toBeGreaterThanOrEqual(circle.right);
		}
	});

	it('says where it stands why a picture was not sent, and sends it again', async () => {
		const { target, last } = open(shelf(1));
		await focusTitle(target);
		const png = await (await fetch(canvas())).blob();
		const data = new DataTransfer();
		data.items.add(new File([png], 'leaf.png', { type: 'image/png' }));
		document.activeElement!.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
		);
		await vi.waitFor(() => expect(target.querySelector('.media-slot [role="alert"]')).not.toBeNull());
		expect(target.querySelector('.media img')).not.toBeNull();
		await userEvent.click(target.querySelector('.media-slot button')!);
		await vi.waitFor(() => {
			const image = last().doc.content![0]!.content!.find((node) => node.type === 'image');
			expect(image?.attrs?.media).toMatchObject({ name: 'leaf.png', width: 8, height: 8 });
		});
	});

	it('takes back several pasted pictures with one undo', async () => {
		const { target, last } = open();
		await focusTitle(target);
		const png = await (await fetch(canvas())).blob();
		const data = new DataTransfer();
		for (const name of ['a', 'b', 'c']) data.items.add(new File([png], `${name}.png`, { type: 'image/png' }));
		document.activeElement!.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
		);
		const pictures = () => kinds(last())?.filter((kind) => kind === 'image').length;
		await vi.waitFor(() => expect(pictures()).toBe(3));
		await vi.waitFor(() =>
			expect(last().doc.content![0]!.content!.filter((node) => node.attrs?.media)).toHaveLength(3)
		);
		await userEvent.keyboard('{Control>}z{/Control}');
		await vi.waitFor(() => expect(pictures()).toBe(0));
	});

	it.each([
		['yy', 'quote'],
		['tishi', 'callout'],
		['tj', 'gallery'],
		['czbz', 'steps'],
		['zdnr', 'accordion'],
		['bqy', 'tabs'],
		['qhdb', 'comparison'],
		['fujian', 'attachment'],
		['yinpin', 'audio'],
		['fgx', 'divider'],
		['qjxz', 'scenario']
	])(
		'finds by /%s a block of kind %s, leaves it downwards, and hands out what opens again as it was',
		async (typed, kind) => {
			const { target, last } = open();
			await focusTitle(target);
			await type(target, `Title|/${typed}`);
			await vi.waitFor(() => expect(target.querySelector('[role="option"]')).not.toBeNull());
			await userEvent.keyboard('{Enter}');
			await vi.waitFor(() => expect(kinds(last())).toContain(kind));
			await userEvent.keyboard('{Control>}{Enter}{/Control}');
			await vi.waitFor(() => expect(kinds(last())).toEqual(['pageTitle', kind, 'paragraph']));
			const opened = openLesson(JSON.parse(JSON.stringify(storedLesson(last()))));
			expect(opened.state === 'ok' && opened.lesson).toEqual(last());
			expect(JSON.stringify(last().doc)).not.toContain('"unknown"');
		}
	);

	it('keeps the cursor below when blocks without text follow blocks without text', async () => {
		const { target, last } = open();
		await focusTitle(target);
		await type(target, 'Title|');
		for (const typed of ['bqy', 'tupian', 'tj', 'fgx', 'bqy', 'tupian']) {
			await type(target, `/${typed}`);
			await vi.waitFor(() => expect(target.querySelector('[role="option"]')).not.toBeNull());
			await userEvent.keyboard('{Enter}');
			await userEvent.keyboard('{Control>}{Enter}{/Control}');
		}
		await type(target, 'end');
		await vi.waitFor(() => expect(JSON.stringify(last().doc)).toContain('"end"'));
		const { content = [] } = last().doc.content![0]!;
		expect(content.map((node) => node.type)).toEqual([
			'pageTitle',
			'tabs',
			'image',
			'gallery',
			'divider',
			'tabs',
			'image',
			'paragraph'
		]);
		expect(content[0]?.content?.[0]?.text).toBe('Title');
	});

	it('shows what a selection covers, and no more of it once the caret moves on', async () => {
		const { target } = open();
		await focusTitle(target);
		await type(target, 'Title|first|/tupian');
		await vi.waitFor(() => expect(target.querySelector('[role="option"]')).not.toBeNull());
		await userEvent.keyboard('{Enter}');
		await userEvent.keyboard('{Control>}{Enter}{/Control}');
		await type(target, 'last');
		const covered = () => target.querySelectorAll('.media.is-selected').length;
		expect(covered()).toBe(0);
		await userEvent.keyboard('{Control>}a{/Control}');
		await vi.waitFor(() => expect(covered()).toBe(1));
		await userEvent.keyboard('{ArrowRight}');
		await vi.waitFor(() => expect(covered()).toBe(0));
	});

	it('names the page on which a file is missing, and leads there', async () => {
		const { target } = open();
		await focusTitle(target);
		await type(target, 'One|first');
		await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
		await type(target, 'Two|/tupian');
		await vi.waitFor(() => expect(target.querySelector('[role="option"]')).not.toBeNull());
		await userEvent.keyboard('{Enter}');
		await userEvent.click(target.querySelector('[data-yk="pageTitle"]')!);
		await userEvent.click(page.getByRole('tab', { name: /检查/ }));
		await userEvent.click(page.getByRole('tabpanel').getByText('第 2 页：这里还没有选文件'));
		await vi.waitFor(() => expect(target.querySelectorAll('.media.is-selected')).toHaveLength(1));
		expect(target.querySelector('nav [aria-current="page"]')?.textContent).toContain('Two');
	});

	it('explains a word and leads to a page, asked beside the selected text', async () => {
		const { target, last } = open();
		await focusTitle(target);
		await type(target, 'Title|word');
		const marksNow = () => last().doc.content![0]!.content![1]!.content?.map((n) => n.marks ?? []);
		await userEvent.keyboard('{Shift>}{Home}{/Shift}');
		await userEvent.click(page.getByRole('button', { name: '加解释' }));
		await userEvent.fill(page.getByLabelText('这个词是什么意思'), '意思');
		await userEvent.keyboard('{Enter}');
		await vi.waitFor(() => expect(marksNow()).toEqual([[{ type: 'term', attrs: { meaning: '意思' } }]]));
		await userEvent.click(page.getByRole('button', { name: '加链接' }));
		const id = String(last().doc.content![0]!.attrs?.id);
		await userEvent.selectOptions(page.getByLabelText('跳到本课的哪一页'), `#page:${id}`);
		await userEvent.click(page.getByRole('button', { name: '好' }));
		await vi.waitFor(() => expect(marksNow()).toEqual([[{ type: 'link', attrs: { href: `#page:${id}` } }]]));
		await userEvent.click(page.getByRole('button', { name: '加链接' }));
		await userEvent.selectOptions(page.getByLabelText('跳到本课的哪一页'), '');
		await userEvent.fill(page.getByLabelText('网址'), 'javascript:alert(1)');
		await userEvent.keyboard('{Enter}');
		await vi.waitFor(() => expect(page.getByText('请选一页').element()).toBeTruthy());
		expect(JSON.stringify(last().doc)).not.toContain('javascript');
	});

	it('moves a block by its handle into another page, and takes it back in one step', async () => {
		const { target, last } = open();
		await focusTitle(target);
		await type(target, 'One|first|second');
		await userEvent.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
		await type(target, 'Two|third');
		const texts = () =>
			last().doc.content!.map((p) => p.content!.slice(1).map((b) => b.content?.[0]?.text ?? ''));
		await vi.waitFor(() => expect(texts()).toEqual([['first', 'second'], ['third']]));
		const lines = () => [...target.querySelectorAll<HTMLElement>('.lesson-page p')];
		await userEvent.hover(lines()[0]!);
		const handle = page.getByRole('button', { name: /^拖动/ }).element();
		const at = (element: Element, share: number) => {
			const box = element.getBoundingClientRect();
			return { clientX: box.left + 4, clientY: box.top + box.height * share, bubbles: true };
		};
		handle.dispatchEvent(new PointerEvent('pointerdown', { ...at(handle, 0.5), button: 0 }));
		window.dispatchEvent(new PointerEvent('pointermove', at(lines()[2]!, 0.9)));
		window.dispatchEvent(new PointerEvent('pointerup', at(lines()[2]!, 0.9)));
		await vi.waitFor(() => expect(texts()).toEqual([['second'], ['third', 'first']]));
		await userEvent.keyboard('{Control>}z{/Control}');
		await vi.waitFor(() => expect(texts()).toEqual([['first', 'second'], ['third']]));
	});

	it('cannot be changed when it is only to be read', async () => {
		const { target, handed } = open(shelf(), true);
		await focusTitle(target);
		await type(target, 'no');
		expect(target.querySelector('.lesson-page')?.getAttribute('contenteditable')).toBe('false');
		expect(handed).toEqual([]);
	});
});

function canvas(): string {
	const element = document.createElement('canvas');
	element.width = element.height = 8;
	return element.toDataURL('image/png');
}
