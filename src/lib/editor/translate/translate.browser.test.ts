import { newLesson, numberLesson, openLesson, storedLesson, type Lesson, type NodeJson } from '$lib/lesson';
import { unitsOf } from '$lib/lesson/translate';
import { translationSheet, xliffOf } from '$lib/bring';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../ui/app.css';
import LessonEditor from '../LessonEditor.svelte';
import type { MediaShelf } from '../media-shelf';
import { withCaptionLines } from './captions-along';

let close: (() => Promise<void>) | undefined;
beforeEach(() => page.viewport(1366, 768));
afterEach(async () => close?.());

const line = (words: string): NodeJson => ({ type: 'paragraph', content: [{ type: 'text', text: words }] });
const plain = numberLesson({
	...newLesson('冬季修剪', 'zh-CN'),
	doc: {
		type: 'doc',
		content: [
			{ type: 'page', content: [{ type: 'pageTitle' }, line('先看树形'), line('再下剪'), line('涂药')] }
		]
	}
});

/** The editor with the dialog open and a translator's file given to it. */
async function translated(
	target: (source: string) => string,
	lesson: Lesson = plain,
	media: MediaShelf = { url: () => '', add: () => Promise.reject(new Error('no files here')) }
) {
	const place = document.createElement('div');
	place.style.height = '700px';
	document.body.append(place);
	const made: Lesson[] = [];
	const app = mount(LessonEditor, {
		target: place,
		props: {
			lesson,
			media,
			saveState: { kind: 'saved', at: 0 },
			problems: [],
			onchange: () => undefined,
			makeLesson: (one: Lesson) => {
				made.push(one);
				return Promise.resolve(`/lessons/${one.lessonId}`);
			}
		}
	});
	close = async () => {
		await unmount(app);
		place.remove();
	};
	await userEvent.click(page.getByRole('button', { name: '更多' }));
	await userEvent.click(page.getByRole('menuitem', { name: '翻译这一课' }));
	const shown = (await withCaptionLines(lesson, media)).lesson;
	const xml = await xliffOf(shown, 'ug', () => '').text();
	const words = xml.replace(
		/<source>(.*?)<\/source>/g,
		(_, said: string) => `<target>${target(said)}</target>`
	);
	await userEvent.upload(page.getByTestId('translation-file'), new File([words], 'a.xlf'));
	return made;
}

it('says what came back, and makes a lesson of its own from it', async () => {
	const made = await translated((said) =>
		said === '再下剪' ? '' : said === '涂药' ? '<g id="9">药</g>' : `[${said}]`
	);
	await expect.element(page.getByText('4 句里译好了 2 句')).toBeVisible();
	await expect.element(page.getByText('多了原文没有的记号')).toBeVisible();
	await expect.element(page.getByLabelText('翻成哪种语言')).toHaveValue('ug');
	await userEvent.click(page.getByRole('button', { name: '生成译文课' }));
	await expect.element(page.getByRole('link', { name: '打开译文课' })).toBeVisible();
	expect(made[0]).toMatchObject({ lang: 'ug', title: '[冬季修剪](ئۇيغۇرچە)' });
	expect(
		unitsOf(made[0] as Lesson)
			.map(({ source }) => source)
			.slice(1)
	).toEqual(['[先看树形]', '再下剪', '涂药']);
});

it('leads from a line without a translation to its place in the lesson', async () => {
	await translated((said) => (said === '再下剪' ? '' : said));
	await userEvent.click(page.getByRole('button', { name: '再下剪' }));
	await vi.waitFor(() => expect(document.querySelector('dialog[open]')).toBeNull());
	expect(getSelection()?.anchorNode?.textContent).toBe('再下剪');
});

it('does not take the file of another lesson', async () => {
	await translated((said) => said);
	const other = numberLesson({ ...newLesson('', 'zh-CN'), doc: structuredClone(plain.doc) });
	other.doc.content = [
		{
			type: 'page',
			attrs: { id: 'otherpage0' },
			content: [{ type: 'pageTitle', content: [{ type: 'text', text: '别的' }] }]
		}
	];
	const sheet = await translationSheet(other, 'en', () => '');
	await userEvent.upload(page.getByTestId('translation-file'), new File([sheet], 'b.xlsx'));
	await expect.element(page.getByText('这个文件里没有这一课的译文')).toBeVisible();
	await expect.element(page.getByRole('button', { name: '生成译文课' })).toBeDisabled();
});

it('brings the captions of a film along, and back as a file of the new lesson', async () => {
	const vtt =
		'WEBVTT\n\n00:00:01.000 --> 00:00:02.500 align:start\n先看树形\n\n00:00:03.000 --> 00:00:04.000\n再下剪\n';
	const ref = { sha256: 'c'.repeat(64), size: vtt.length, type: 'text/vtt', name: '修剪.vtt' };
	const other = { media: { ...ref, sha256: 'e'.repeat(64) }, lang: 'bo', label: '藏文' };
	const captions = [other, { media: ref, lang: 'zh-CN', label: '中文' }];
	const film = numberLesson({
		...newLesson('片子', 'zh-CN'),
		doc: {
			type: 'doc',
			content: [{ type: 'page', content: [{ type: 'pageTitle' }, { type: 'video', attrs: { captions } }] }]
		}
	});
	const sent: File[] = [];
	const made = await translated((said) => `[${said}]`, film, {
		url: ({ sha256 }) => (sha256 === ref.sha256 ? `data:text/vtt,${encodeURIComponent(vtt)}` : 'data:,no'),
		add: (file) => {
			sent.push(file);
			return Promise.resolve({ sha256: 'd'.repeat(64), size: file.size, type: file.type, name: file.name });
		}
	});
	await expect.element(page.getByText('3 句里译好了 3 句')).toBeVisible();
	await userEvent.click(page.getByRole('button', { name: '生成译文课' }));
	await expect.element(page.getByRole('link', { name: '打开译文课' })).toBeVisible();
	expect(await sent[0]?.text()).toBe(vtt.replace('先看树形', '[先看树形]').replace('再下剪', '[再下剪]'));
	const [, block] = made[0]?.doc.content?.[0]?.content ?? [];
	expect(block?.attrs?.captions).toEqual([
		other,
		{ media: expect.objectContaining({ sha256: 'd'.repeat(64) }) as object, lang: 'ug', label: 'ئۇيغۇرچە' }
	]);
	expect(openLesson(storedLesson(made[0] as Lesson)).state).toBe('ok');
	expect(Object.keys(block?.attrs ?? {}).filter((name) => /^caption[LT]/.test(name))).toEqual([]);
});
