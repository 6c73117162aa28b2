import { newLesson, numberLesson, type Lesson, type MediaRef, type NodeJson } from '$lib/lesson';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../ui/app.css';
import LessonEditor from './LessonEditor.svelte';

let close: (() => Promise<void>) | undefined;
beforeEach(() => page.viewport(1366, 768));
afterEach(async () => close?.());

const film: MediaRef = { sha256: 'f'.repeat(64), size: 1, type: 'video/mp4', name: '片.mp4', seconds: 8 };

/** The editor with a film of eight seconds, and a shelf that keeps the files it is sent. */
function open(attrs: Record<string, unknown> = {}) {
	const target = document.createElement('div');
	target.style.height = '700px';
	document.body.append(target);
	const handed: Lesson[] = [];
	const files = new Map<string, string>();
	const block: NodeJson = { type: 'video', attrs: { media: film, title: '片', ...attrs } };
	const lesson = numberLesson({
		...newLesson('课', 'zh-CN'),
		doc: { type: 'doc', content: [{ type: 'page', content: [{ type: 'pageTitle' }, block] }] }
	});
	const app = mount(LessonEditor, {
		target,
		props: {
			lesson,
			media: {
				url: (ref: MediaRef) => `data:${ref.type},${encodeURIComponent(files.get(ref.sha256) ?? '')}`,
				async add(file: File): Promise<MediaRef> {
					const sha256 = String(files.size + 1).repeat(64);
					files.set(sha256, await file.text());
					return { sha256, size: file.size, type: file.type, name: file.name };
				}
			},
			saveState: { kind: 'saved', at: 0 },
			problems: [],
			onchange: (changed: Lesson) => handed.push(changed)
		}
	});
	close = async () => {
		await unmount(app);
		target.remove();
	};
	const filmNow = () => (handed.at(-1) ?? lesson).doc.content![0]!.content![1]!;
	return { target, files, filmNow };
}
const cues = (node: NodeJson) => (node.content ?? []).map((cue) => [cue.attrs?.at, cue.content?.[0]?.type]);
const line = (target: HTMLElement) => vi.waitUntil(() => target.querySelector<HTMLElement>('.film-line'));
const undo = () => userEvent.keyboard('{Control>}z{/Control}');

it('puts a note where the film stands, moves it by arrow keys and by hand, and takes each step back', async () => {
	const { target, filmNow } = open();
	await line(target);
	await userEvent.click(page.getByRole('button', { name: '在这里提示' }));
	await userEvent.keyboard('look');
	await vi.waitFor(() => expect(cues(filmNow())).toEqual([[0, 'paragraph']]));
	const pin = target.querySelector<HTMLElement>('.film-pin')!;
	pin.focus();
	await userEvent.keyboard('{ArrowUp}{ArrowUp}{ArrowRight}');
	await vi.waitFor(() => expect(cues(filmNow())).toEqual([[2.1, 'paragraph']]));
	expect(document.activeElement).toBe(pin);

	const box = (await line(target)).getBoundingClientRect();
	const pointer = (type: string, x: number) =>
		pin.dispatchEvent(
			new PointerEvent(type, { pointerId: 1, button: 0, clientX: x, clientY: box.top + 5, bubbles: true })
		);
	vi.spyOn(pin, 'setPointerCapture').mockImplementation(() => undefined); // no real pointer is down
	pointer('pointerdown', box.left);
	pointer('pointermove', box.left + box.width / 4);
	pointer('pointermove', box.left + box.width / 2);
	pointer('pointerup', box.left + box.width / 2);
	await vi.waitFor(() => expect(cues(filmNow())).toEqual([[4, 'paragraph']]));
	target.querySelector<HTMLElement>('.lesson-page')!.focus();
	await undo();
	await vi.waitFor(() => expect(cues(filmNow())).toEqual([[2.1, 'paragraph']]));
});

it('asks a question of a kind that is chosen, to be written in its card, and says in the inspector what it takes', async () => {
	const { target, filmNow } = open();
	await line(target);
	await userEvent.click(page.getByRole('button', { name: '在这里出题' }));
	await userEvent.click(page.getByRole('button', { name: '判断题' }));
	await userEvent.keyboard('really');
	await userEvent.click(page.getByRole('button', { name: '答对才能往后看' }));
	await vi.waitFor(() => {
		const cue = filmNow().content![0]!;
		expect(cue.attrs).toMatchObject({ required: 'right', at: 0 });
		expect(cue.content![0]).toMatchObject({ type: 'trueFalse' });
		expect(cue.content![0]!.attrs!.sid).toBeGreaterThan(0);
		expect(cue.content![0]!.content![0]!.content![0]!.text).toBe('really');
	});
});

it('writes captions beside the film, mends them later, and takes a save back with one undo', async () => {
	const { target, files, filmNow } = open();
	await line(target);
	await userEvent.click(page.getByRole('button', { name: '写字幕' }));
	await userEvent.click(page.getByRole('button', { name: /加一句/ }));
	await userEvent.fill(page.getByLabelText('这一句的文字'), '剪口要平滑');
	await userEvent.click(page.getByRole('button', { name: '保存字幕' }));
	const tracks = () => filmNow().attrs!.captions as { media: MediaRef }[];
	await vi.waitFor(() => expect(tracks()).toHaveLength(1));
	expect([...files.values()]).toEqual(['WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n剪口要平滑\n']);

	await vi.waitFor(() => expect(target.querySelector('.caption-editor textarea')).not.toBeNull());
	await userEvent.click(page.getByRole('button', { name: '全部推后' }));
	await userEvent.click(page.getByRole('button', { name: '保存字幕' }));
	await vi.waitFor(() => expect(tracks().map(({ media }) => media.sha256[0])).toEqual(['2']));
	expect(files.get('2'.repeat(64))).toContain('00:00:00.100 --> 00:00:02.100');
	target.querySelector<HTMLElement>('.lesson-page')!.focus();
	await undo();
	await vi.waitFor(() => expect(tracks().map(({ media }) => media.sha256[0])).toEqual(['1']));
});

it('puts the caret into what was just made: a caption, a chapter; closing the captions keeps what was typed', async () => {
	const { target, files, filmNow } = open();
	await line(target);
	await userEvent.click(page.getByRole('button', { name: '写字幕' }));
	await userEvent.click(page.getByRole('button', { name: /加一句/ }));
	await userEvent.keyboard('cut flat');
	await userEvent.click(page.getByRole('button', { name: '收起' }));
	const tracks = () => filmNow().attrs!.captions as { media: MediaRef }[];
	await vi.waitFor(() => expect(tracks()).toHaveLength(1));
	expect([...files.values()]).toEqual(['WEBVTT\n\n00:00:00.000 --> 00:00:02.000\ncut flat\n']);
	expect(filmNow().type).toBe('video');
	expect(target.querySelector('.caption-editor')).toBeNull();

	await userEvent.click(page.getByRole('button', { name: '从这里分段' }));
	await userEvent.keyboard('tools{Enter}');
	await vi.waitFor(() => expect(filmNow().attrs!.chapters).toEqual([{ at: 0, title: 'tools' }]));
});

it('captions that are wrong are shown before they are closed, and leaving the lesson keeps what was typed', async () => {
	const { target, files } = open();
	await line(target);
	await userEvent.click(page.getByRole('button', { name: '写字幕' }));
	await userEvent.click(page.getByRole('button', { name: /加一句/ }));
	await userEvent.keyboard('cut');
	await userEvent.fill(page.getByLabelText('结束'), '0:00.0');
	await userEvent.tab();
	await userEvent.click(page.getByRole('button', { name: '收起' }));
	expect(target.querySelector('.caption-editor')).not.toBeNull();
	expect(document.activeElement).toBe(target.querySelector('.caption-editor textarea'));
	expect(files.size).toBe(0);

	await userEvent.fill(page.getByLabelText('结束'), '0:01.0');
	await userEvent.tab();
	await close?.();
	close = undefined;
	await vi.waitFor(() => expect([...files.values()]).toHaveLength(1));
	expect([...files.values()][0]).toContain('cut');
});
