import { UserError } from '$lib/base';
import { newLesson, numberLesson, type Lesson, type NodeJson } from '$lib/lesson';
import type { BankAsked, BankChange, BankQuestion, QuestionToKeep } from '$lib/lesson/bank';
import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../ui/app.css';
import LessonEditor from '../LessonEditor.svelte';
import type { QuestionBank } from './question-bank';
import { wordsIn } from './words-in';

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

const everything: QuestionBank['list'] = ({ whose }) =>
	Promise.resolve({ questions: bank.filter(({ mine }) => mine || whose !== 'mine'), from: null });

function open(list = everything) {
	const target = document.createElement('div');
	target.style.height = '700px';
	document.body.append(target);
	const handed: Lesson[] = [];
	const sent: QuestionToKeep[] = [];
	const changes: (BankChange & { id: string })[] = [];
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
				list,
				keep: (question: QuestionToKeep) => Promise.resolve(void sent.push(question)),
				change: (id: string, change: BankChange) => Promise.resolve(void changes.push({ id, ...change }))
			}
		}
	});
	close = async () => {
		await unmount(app);
		target.remove();
	};
	const all = () => (handed.at(-1) ?? lesson).doc.content![0]!.content!;
	const questions = () => all()[1]!.content!.filter(({ type }) => type === 'trueFalse');
	return { sent, changes, all, questions };
}

it('several kept questions go into a quiz as copies with ids and numbers of their own, and out again in one step', async () => {
	const { questions } = open();
	await userEvent.click(page.getByRole('button', { name: '从题库选题' }).last());
	for (const box of ['剪口要涂药。', '育秧要炼苗。'])
		await userEvent.click(page.getByRole('checkbox', { name: box }));
	await userEvent.click(page.getByRole('button', { name: '放进来（2 道）' }));
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

it('its owner changes the words and sharing of a kept question, takes it out and puts it back; others do not', async () => {
	const { changes } = open();
	await userEvent.click(page.getByRole('button', { name: '从题库选题' }).last());
	await expect.element(page.getByText('育秧要炼苗。')).toBeVisible();
	expect(page.getByRole('button', { name: '改主题词和共享' }).elements()).toHaveLength(1);
	await userEvent.click(page.getByRole('button', { name: '改主题词和共享' }));
	await userEvent.fill(page.getByLabelText('主题词（可以不写）'), '果树 修剪');
	await userEvent.click(page.getByLabelText('本地方的作者都可以用'));
	await userEvent.click(page.getByRole('button', { name: '存好' }));
	await vi.waitFor(() => expect(changes).toEqual([{ id: 'first0', words: ['果树', '修剪'], shared: true }]));
	await userEvent.click(page.getByRole('button', { name: '从题库删掉' }));
	await userEvent.click(page.getByRole('button', { name: '放回题库' }));
	await vi.waitFor(() =>
		expect(changes.slice(1)).toEqual([
			{ id: 'first0', removed: true },
			{ id: 'first0', removed: false }
		])
	);
});

it('a question mended in a lesson takes the place of the old one in the bank, with its words', async () => {
	const { sent, changes } = open();
	await userEvent.click(page.getByText('原来的题'));
	await userEvent.click(page.getByRole('button', { name: '存进题库' }));
	await userEvent.selectOptions(page.getByLabelText('存成'), '代替我题库里的：剪口要涂药。');
	await userEvent.click(page.getByRole('dialog').getByRole('button', { name: '存进题库' }));
	await expect.element(page.getByText('已经换成这一道')).toBeVisible();
	expect(sent).toEqual([]);
	expect(changes).toMatchObject([{ id: 'first0', words: ['果树'], shared: false }]);
	expect(JSON.stringify(changes[0]?.question)).toContain('原来的题');
});

it('the slash menu leads to the bank, and what is chosen goes where the slash was', async () => {
	const { all } = open();
	await userEvent.click(page.getByRole('button', { name: '添加内容' }));
	await userEvent.keyboard('题库{Enter}');
	await userEvent.click(page.getByRole('checkbox', { name: '剪口要涂药。' }));
	await userEvent.click(page.getByRole('button', { name: '放进来（1 道）' }));
	await vi.waitFor(() => expect(all().map(({ type }) => type)).toEqual(['pageTitle', 'quiz', 'trueFalse']));
});

it('what is looked for is asked of the bank, and a long list is gone on with; what is ticked stays ticked', async () => {
	const asked: BankAsked[] = [];
	const { questions } = open((looked) => {
		asked.push(looked);
		if (looked.find) return Promise.resolve({ questions: [bank[1]!], from: null });
		return Promise.resolve(
			looked.from ? { questions: bank.slice(1), from: null } : { questions: bank.slice(0, 1), from: 'there' }
		);
	});
	await userEvent.click(page.getByRole('button', { name: '从题库选题' }).last());
	await expect.element(page.getByText('列出了 1 道题，下面还有')).toBeVisible();
	await userEvent.click(page.getByRole('button', { name: '接着往下看' }));
	await expect.element(page.getByText('找到 2 道题')).toBeVisible();
	await userEvent.click(page.getByRole('checkbox', { name: '剪口要涂药。' }));
	await userEvent.fill(page.getByLabelText('找题：题目里的字或主题词'), ' 炼苗 ');
	await expect.element(page.getByText('找到 1 道题')).toBeVisible();
	await userEvent.click(page.getByRole('checkbox', { name: '育秧要炼苗。' }));
	await userEvent.click(page.getByRole('button', { name: '放进来（2 道）' }));
	await vi.waitFor(() => expect(questions()).toHaveLength(3));
	const all = { find: '', kind: '', whose: 'all' };
	expect(asked).toEqual([all, { ...all, from: 'there' }, { ...all, find: '炼苗' }]);
});

it('without the hub nothing found before stands for what is looked for now; going on keeps what is listed', async () => {
	let isAway = false;
	const first = { questions: bank.slice(0, 1), from: 'there' };
	open(() => (isAway ? Promise.reject(new UserError('hub_unreachable')) : Promise.resolve(first)));
	await userEvent.click(page.getByRole('button', { name: '从题库选题' }).last());
	await expect.element(page.getByText('列出了 1 道题，下面还有')).toBeVisible();
	isAway = true;
	await userEvent.click(page.getByRole('button', { name: '接着往下看' }));
	await expect.element(page.getByText(/暂时连不上/)).toBeVisible();
	await expect.element(page.getByRole('checkbox', { name: '剪口要涂药。' })).toBeVisible();
	await userEvent.fill(page.getByLabelText('找题：题目里的字或主题词'), '炼苗');
	await vi.waitFor(() => expect(page.getByRole('checkbox', { name: '剪口要涂药。' }).elements()).toEqual([]));
	await expect.element(page.getByText(/暂时连不上/)).toBeVisible();
	expect(page.getByText(/找到|下面还有|没有题/).elements()).toEqual([]);
});

it('theme words stand between spaces or commas, each once', () =>
	expect(wordsIn(' 水稻、 病虫害,水稻 ')).toEqual(['水稻', '病虫害']));
