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
const note = (text: string): NodeJson => ({ type: 'paragraph', content: [{ type: 'text', text }] });

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

it('a chosen film has no blue of a text selection over it', async () => {
	const { target } = await open(film, note('以后'));
	await userEvent.click(target.querySelector('video')!);
	await vi.waitFor(() => expect(target.querySelector('.media.is-selected')).not.toBeNull());
	const { backgroundColor } = getComputedStyle(target.querySelector('.media-slot')!, '::selection');
	expect(backgroundColor).toBe('rgba(0, 0, 0, 0)');
});
