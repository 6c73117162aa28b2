import { newLesson, numberLesson, type Lesson, type NodeJson } from '$lib/lesson';
import type { BankQuestion, QuestionToKeep } from '$lib/lesson/bank';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../ui/app.css';
import LessonEditor from '../LessonEditor.svelte';
import { searchBank, wordsIn } from './search';

let close: (() => Promise<void>) | undefined;
beforeEach(() => page.viewport(1366, 768));
afterEach(async () => {
	await close?.();
	close = undefined;
});

const words = (text: string): NodeJson[] => [{ type: 'text', text }];
const trueFalse = (text: string, attrs: Record<string, unknown> = {}): NodeJson => ({
	type: 'trueFalse',
	attrs: { answer: true, ...attrs },
	content: [{ type: 'prompt', content: words(text) }, { type: 'explanation' }]
});
const kept = (id: string, text: string, more: Partial<BankQuestion> = {}): BankQuestion => ({
	...{ id, question: trueFalse(text, { id: 'sameid0000', sid: 1 }), words: ['果树'], owner: '周农艺' },
	...{ mine: true, shared: false, created: 0, ...more }
});
const bank = [
	kept('first0', '剪口要涂药。'),
	kept('second', '育秧要炼苗。', { words: ['水稻'], mine: false, shared: true })
];

function open() {
	const target = document.createElement('div');
	target.style.height = '700px';
	document.body.append(target);
	const handed: Lesson[] = [];
	const sent: QuestionToKeep[] = [];
	const quiz = { type: 'quiz', content: [{ type: 'quizTitle' }, trueFalse('原来的题')] };
	const lesson = numberLesson({
		...newLesson('课', 'zh-CN'),
		doc: { type: 'doc', content: [{ type: 'page', content: [{ type: 'pageTitle' }, quiz] }] }
	});
	const app = mount(LessonEditor, {
		target,
		props: {
			lesson,
			media: { url: () => '', add: () => Promise.reject(new Error('no files here')) },
			saveState: { kind: 'saved', at: 0 },
			problems: [],
			onchange: (changed: Lesson) => handed.push(changed),
			bank: {
				list: () => Promise.resolve(bank),
				keep: (question: QuestionToKeep) => Promise.resolve(void sent.push(question))
			}
		}
	});
	close = async () => {
		await unmount(app);
		target.remove();
	};
	const questions = () =>
		(handed.at(-1) ?? lesson).doc.content![0]!.content![1]!.content!.filter(
			({ type }) => type === 'trueFalse'
		);
	return { sent, questions };
}

it('several kept questions go into a quiz as copies with ids and numbers of their own, and out again in one step', async () => {
	const { questions } = open();
	await userEvent.click(page.getByRole('button', { name: '从题库选题' }).last());
	for (const box of ['剪口要涂药。', '育秧要炼苗。'])
		await userEvent.click(page.getByRole('checkbox', { name: box }));
	await userEvent.click(page.getByRole('button', { name: '放进来(2 道)' }));
	await vi.waitFor(() => expect(questions()).toHaveLength(3));
	for (const name of ['id', 'sid'])
		expect(new Set(questions().map(({ attrs }) => attrs?.[name])).size).toBe(3);
	expect(questions().map(({ attrs }) => attrs?.id)).not.toContain('sameid0000');
	await userEvent.keyboard('{Control>}z{/Control}');
	await vi.waitFor(() => expect(questions()).toHaveLength(1));
});

it('a question is kept with its theme words, and shared only when its author says so', async () => {
	const { sent } = open();
	await userEvent.click(page.getByText('原来的题'));
	await userEvent.click(page.getByRole('button', { name: '存进题库' }));
	await userEvent.fill(page.getByLabelText('主题词'), '水稻，病虫害 水稻');
	await userEvent.click(page.getByRole('dialog').getByRole('button', { name: '存进题库' }));
	await expect.element(page.getByText('已存进题库')).toBeVisible();
	expect(sent).toMatchObject([{ words: ['水稻', '病虫害'], shared: false, question: { type: 'trueFalse' } }]);
});

it('a search looks in texts and theme words, by kind and by owner', () => {
	const found = (text: string, whose: 'all' | 'mine' | 'shared' = 'all', kind = '') =>
		searchBank(bank, { text, kind, whose }).map(({ id }) => id);
	expect(found('')).toEqual(['first0', 'second']);
	expect(found('水稻 炼苗')).toEqual(['second']);
	expect(found('果树 炼苗')).toEqual([]);
	expect(found('', 'mine')).toEqual(['first0']);
	expect(found('', 'shared')).toEqual(['second']);
	expect(found('', 'all', 'singleChoice')).toEqual([]);
	expect(wordsIn(' 水稻、 病虫害,水稻 ')).toEqual(['水稻', '病虫害']);
});
