import { newLesson, numberLesson, type Lesson, type NodeJson } from '$lib/lesson';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../ui/app.css';
import LessonEditor from './LessonEditor.svelte';

let close: (() => Promise<void>) | undefined;
beforeEach(() => page.viewport(1366, 768));
afterEach(async () => close?.());

const media = { sha256: 'f'.repeat(64), size: 1, type: 'video/mp4', name: '片.mp4', seconds: 8 };
const film: NodeJson = { type: 'video', attrs: { media, title: '片' } };
const divider: NodeJson = { type: 'divider' };
const note = (text: string): NodeJson => ({
	type: 'paragraph',
	content: text ? [{ type: 'text', text }] : []
});

/** The editor with blocks on a page. */
async function open(...blocks: NodeJson[]) {
	const target = document.createElement('div');
	target.style.height = '700px';
	document.body.append(target);
	let latest: Lesson = numberLesson({
		...newLesson('课', 'zh-CN'),
		doc: { type: 'doc', content: [{ type: 'page', content: [{ type: 'pageTitle' }, ...blocks] }] }
	});
	const app = mount(LessonEditor, {
		target,
		props: {
			lesson: latest,
			media: { url: () => 'data:,', add: () => Promise.reject(new Error('no files here')) },
			saveState: { kind: 'saved', at: 0 },
			problems: [],
			onchange: (changed: Lesson) => (latest = changed)
		}
	});
	close = async () => {
		await unmount(app);
		target.remove();
	};
	await vi.waitUntil(() => target.querySelector('.lesson-page'));
	const kinds = () =>
		latest.doc.content![0]!.content!.map(({ type, content }) => {
			const text = (content ?? []).map((child) => child.text ?? '').join('');
			return text ? `${type}: ${text}` : type;
		});
	return { target, kinds };
}

it('a film that is chosen is not written over: what is typed goes below it', async () => {
	const { target, kinds } = await open(film, note('以前的话'));
	await userEvent.click(target.querySelector('video')!);
	await vi.waitFor(() => expect(target.querySelector('.media.is-selected')).not.toBeNull());
	await userEvent.keyboard('look');
	await vi.waitFor(() =>
		expect(kinds()).toEqual(['pageTitle', 'video', 'paragraph: look', 'paragraph: 以前的话'])
	);
	await userEvent.keyboard('{Control>}z{/Control}');
	await vi.waitFor(() => expect(kinds()).toContain('video'));
});

it('an input method begins below the chosen block as well', async () => {
	const { target, kinds } = await open(film);
	await userEvent.click(target.querySelector('video')!);
	await vi.waitFor(() => expect(target.querySelector('.media.is-selected')).not.toBeNull());
	const editor = target.querySelector<HTMLElement>('.lesson-page')!;
	editor.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
	const place = getSelection()!.anchorNode!;
	expect(place.parentElement!.closest('.media')).toBeNull();
	editor.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
	await userEvent.keyboard('字');
	await vi.waitFor(() => expect(kinds()).toEqual(['pageTitle', 'video', 'paragraph: 字']));
});

it('what is pasted goes below the chosen block, and Backspace still takes the block away', async () => {
	const { target, kinds } = await open(divider, film);
	await userEvent.click(target.querySelector('video')!);
	await vi.waitFor(() => expect(target.querySelector('.media.is-selected')).not.toBeNull());
	const data = new DataTransfer();
	data.setData('text/plain', '贴上的话');
	target
		.querySelector('.lesson-page')!
		.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
	await vi.waitFor(() => expect(kinds()).toEqual(['pageTitle', 'divider', 'video', 'paragraph: 贴上的话']));

	await userEvent.click(target.querySelector('video')!);
	await vi.waitFor(() => expect(target.querySelector('.media.is-selected')).not.toBeNull());
	await userEvent.keyboard('{Backspace}');
	await vi.waitFor(() => expect(kinds()).toEqual(['pageTitle', 'divider', 'paragraph: 贴上的话']));
});

it('the space bar plays a chosen film, and writes nothing', async () => {
	const { target, kinds } = await open(film, note('以前的话'));
	await userEvent.click(target.querySelector('video')!);
	await vi.waitFor(() => expect(target.querySelector('.media.is-selected')).not.toBeNull());
	expect(document.activeElement).toBe(target.querySelector('video'));
	await userEvent.keyboard(' ');
	expect(document.activeElement).toBe(target.querySelector('video'));
	await userEvent.keyboard('x');
	await vi.waitFor(() =>
		expect(kinds()).toEqual(['pageTitle', 'video', 'paragraph: x', 'paragraph: 以前的话'])
	);
});

it.each(['look', '看看'])(
	'what is typed while a button of a new film has the keyboard goes below: %s',
	async (text) => {
		const { target, kinds } = await open(note('以前的话'), note(''));
		await userEvent.click(target.querySelector('.lesson-page p:last-of-type')!);
		await userEvent.keyboard('/视频{Enter}');
		await vi.waitFor(() => expect(target.querySelector('.media.is-selected')).not.toBeNull());
		target.querySelector<HTMLElement>('.media-empty')!.focus();
		await userEvent.keyboard(text);
		await vi.waitFor(() =>
			expect(kinds()).toEqual(['pageTitle', 'paragraph: 以前的话', 'video', `paragraph: ${text}`])
		);
	}
);

/** How many points of what an element shows are of the browser's blue for chosen letters. */
async function bluePoints(element: HTMLElement): Promise<number> {
	const base64 = await page.elementLocator(element).screenshot({ save: false });
	const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
	const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
	canvas.drawImage(image, 0, 0);
	const { data } = canvas.getImageData(0, 0, image.width, image.height);
	let blue = 0;
	for (let at = 0; at < data.length; at += 4) if (data[at + 2]! > data[at]! + 90) blue += 1;
	return blue;
}

it.each<[string, NodeJson[], (target: HTMLElement) => Promise<void>]>([
	['a film', [film], (target) => userEvent.click(target.querySelector('video')!)],
	['a film without a file', [], () => userEvent.keyboard('/视频{Enter}')],
	['a picture without a file', [], () => userEvent.keyboard('/图片{Enter}')]
])('%s that is chosen has no blue of chosen letters over it', async (_, blocks, choose) => {
	const { target } = await open(...blocks, note(''));
	await userEvent.click(target.querySelector('.lesson-page p:last-of-type')!);
	await choose(target);
	const chosen = () => target.querySelector<HTMLElement>('.media.is-selected');
	await vi.waitFor(() => expect(chosen()).not.toBeNull());
	expect(await bluePoints(chosen()!)).toBe(0);
	// The same letters, chosen outside such a block, are blue: the count counts.
	document.body.insertAdjacentHTML('beforeend', '<p style="background:#fff">选中的字</p>');
	const plain = document.body.lastElementChild as HTMLElement;
	getSelection()!.selectAllChildren(plain);
	expect(await bluePoints(plain)).toBeGreaterThan(100);
	plain.remove();
});
