import type { Server } from 'node:http';
import { expect as eventually, type Browser, type BrowserContext } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newLesson, numberLesson } from '$lib/lesson';
import { line, node, option, paragraph, question } from '../e2e/nodes';
import { buildPackages } from './play';
import { serve } from './serve';
import { patient, startChromium, Visit } from './visit';

const port = Number(process.env.TEST_PORT ?? 4111) + 27;
const base = `http://localhost:${port}`;

const asked = question('singleChoice', '几月育秧？', [option('a', '三月', true), option('b', '六月')], {
	hint: '看节气'
});
const explained = {
	...asked,
	content: [...(asked.content ?? []).slice(0, -1), line('explanation', '气温要稳')]
};
const blank = newLesson('育秧', 'zh-CN');
const lesson = numberLesson({
	...blank,
	settings: { ...blank.settings, aids: { pinyin: true, aloud: true } },
	doc: node('doc', [
		node('page', [line('pageTitle', '选种'), paragraph('先晒种。'), explained]),
		node('page', [line('pageTitle', '催芽')])
	])
});

let server: Server;
let browser: Browser;
beforeAll(async () => {
	server = await serve(await buildPackages(() => lesson), port);
	browser = await startChromium();
}, 120_000);
afterAll(async () => {
	await browser?.close();
	server?.close();
});

/** A computer with these voices: Chromium has none where the system has none. What is said is kept instead of heard. */
async function computer(voices: { lang: string; localService: boolean }[]): Promise<BrowserContext> {
	const context = await browser.newContext();
	await context.addInitScript((voices) => {
		const said: string[] = [];
		let speaking = false;
		speechSynthesis.getVoices = () => voices as SpeechSynthesisVoice[];
		speechSynthesis.speak = (utterance) => {
			said.push(utterance.text);
			speaking = true;
			setTimeout(() => utterance.dispatchEvent(new Event('start')));
		};
		speechSynthesis.cancel = () => void (speaking = false);
		Object.defineProperty(speechSynthesis, 'speaking', { get: () => speaking });
		Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set: () => undefined });
		Object.assign(window, { said });
	}, voices);
	return context;
}

it('what is to be seen of a page is read, with the voice Linux calls cmn; turning the page ends it', async () => {
	const visit = await Visit.begin(await computer([{ lang: 'cmn', localService: true }]), base, '2004');
	const sco = await visit.sco();
	const aloud = sco.getByRole('button', { name: '朗读' });
	await aloud.click();
	await eventually(sco.getByRole('button', { name: '停止朗读' })).toBeVisible(patient);
	const said = () => sco.evaluate(() => (window as unknown as { said: string[] }).said.splice(0).join(''));
	expect((await said()).split(/\s*\n\s*/).filter(Boolean)).toEqual([
		'选种',
		'先晒种。',
		'几月育秧？',
		'三月',
		'六月',
		'提示'
	]);
	await sco.locator('button.next').click();
	expect(await sco.evaluate(() => speechSynthesis.speaking)).toBe(false);
}, 60_000);

it('without a voice on the computer there is no button', async () => {
	const visit = await Visit.begin(await computer([{ lang: 'zh-CN', localService: false }]), base, '2004');
	await eventually((await visit.sco()).locator('button.next')).toBeVisible(patient);
	expect(await (await visit.sco()).getByRole('button', { name: '朗读' }).count()).toBe(0);
}, 60_000);
