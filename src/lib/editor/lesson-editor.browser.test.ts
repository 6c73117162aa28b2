import { UserError } from '$lib/base';
import { newLesson, problemsOf, type Lesson, type MediaRef } from '$lib/lesson';
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
