import { expect, test, type Page } from '@playwright/test';
import { computers } from './computers';
import { everyBlock, putLesson, sample } from './every-block';
import { desks, expectFits, telephones } from './fits';
import type { HubProcess } from './hub-process';
import { inBoth, type Say } from './in-both';
import { author, clickInto, release, signIn, startLesson } from './steps';

const { startHub, browser } = computers();
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
const dialog = (page: Page) => page.getByRole('dialog');
const text = (page: Page) => page.locator('.lesson-page');

test.describe.configure({ timeout: 600_000 });

let hub: HubProcess;
let page: Page;
test.beforeEach(async () => {
	hub = await startHub();
	page = await browser().open();
	await signIn(page, hub, author);
});
const open = async (draft: string) => {
	await page.goto(`${hub.origin}/lessons/${draft}`);
	await text(page).waitFor();
};
async function everything(): Promise<string> {
	await page.getByRole('button', { name: sample.button }).click();
	await page.waitForURL(/\/lessons\/.+/);
	await page.goto(`${hub.origin}/lessons`);
	return putLesson(page, everyBlock('各种各样的内容都有的一课，看看字多的时候怎样'));
}
async function fromMenu(menu: string, entry: string): Promise<void> {
	await button(page, menu).click();
	await page.getByRole('menuitem', { name: entry }).click();
	await expect(dialog(page)).toBeVisible();
}
const close = async () => {
	await page.keyboard.press('Escape');
	await expect(dialog(page)).toHaveCount(0);
};

test('the desk of a lesson fits, with what is beside the text', async () => {
	await page
		.getByRole('button', { name: /稻瘟病/ })
		.first()
		.click();
	await page.waitForURL(/\/lessons\/.+/);
	await expect(page.getByText(/已保存|可以发布/).first()).toBeVisible();
	const draft = page.url().split('/').at(-1)!;
	await inBoth(page, async (language, say) => {
		await text(page).waitFor();
		await expectFits(page, `editor ${language}`, desks);
		for (const tab of ['check_tab', 'comment_tab']) {
			await page.getByRole('tab', { name: say(tab) }).click();
			await expectFits(page, `editor ${tab} ${language}`, desks);
		}
		await clickInto(text(page).getByText('稻瘟病是一种真菌病害').first());
		await page.getByLabel(say('comment_new')).fill('出处呢？请写明是哪一年的规程，学员会问。');
		await button(page, say('comment_send')).click();
		await expect(page.getByRole('article').first()).toBeVisible();
		await button(page, say('comment_reply')).click();
		await expectFits(page, `editor comments ${language}`, desks);
		await button(page, say('editor_more')).click();
		await expectFits(page, `editor more ${language}`, desks);
		await page.keyboard.press('Escape');
		await button(page, say('history_open')).click();
		await expectFits(page, `editor history menu ${language}`, desks);
		await page.keyboard.press('Escape');
		await button(page, say('editor_release')).click();
		await expect(button(page, say('release_now'))).toBeVisible();
		await expectFits(page, `release ${language}`, desks);
		await close();
	});
	await release(page);
	await expectFits(page, 'release done', desks);
	await open(draft);
	await clickInto(text(page).getByText('稻瘟病是一种真菌病害').first());
	await page.keyboard.type('记住：');
	await expect(page.getByText(/已保存 \d/)).toBeVisible();
	await inBoth(page, async (language, say) => {
		await text(page).waitFor();
		await button(page, say('editor_release')).click();
		await expect(dialog(page).getByText(say('release_changes'))).toBeVisible();
		await expectFits(page, `release again ${language}`, desks);
		await close();
		await fromMenu(say('history_open'), say('history_menu_since_release'));
		await expect(dialog(page).locator('ins').first()).toBeVisible();
		await expectFits(page, `versions ${language}`, desks);
		await close();
	});
	const second = await page.context().newPage();
	await second.goto(page.url());
	await inBoth(second, async (language) => {
		await text(second).waitFor();
		await expectFits(second, `editor in another tab ${language}`, desks);
	});
});

test('a blank lesson fits, with what is asked before it can be released', async () => {
	await startLesson(page, '空白');
	await inBoth(page, async (language, say) => {
		await text(page).waitFor();
		await expectFits(page, `editor blank ${language}`, desks);
		await page
			.getByText(/还有 \d+ 处要补|\d+ to mend/)
			.first()
			.click();
		await expectFits(page, `editor to mend ${language}`, desks);
		await page.keyboard.press('Escape');
		await button(page, say('editor_release')).click();
		await expect(dialog(page)).toBeVisible();
		await expectFits(page, `release blocked ${language}`, desks);
		await close();
		await clickInto(text(page).locator('[data-yk="pageTitle"]').first());
		await page.keyboard.press('End');
		await page.keyboard.press('Enter');
		await page.keyboard.type('/');
		await expect(page.getByRole('listbox')).toBeVisible();
		await expectFits(page, `editor insert ${language}`, desks);
		await page.keyboard.press('Escape');
		await page.keyboard.press('Backspace');
		await page.keyboard.press('Backspace');
		await expect(page.getByText(/已保存 \d|Saved \d/)).toBeVisible();
	});
});

test('what can be said about each kind of block fits', async () => {
	const draft = await everything();
	const inText = {
		term: '冒充公检法',
		link: '官方说明',
		callout: '要钱的都是骗子。',
		quote: '天上不会掉馅饼。',
		discussion: '你接到过吗?',
		steps: '不听他说。',
		accordion: '马上打 110。',
		tabs: '不接。',
		scenario: '照他说的做',
		quiz: '小测验',
		singleChoice: '几月育秧？',
		multipleChoice: '哪些是病？',
		trueFalse: '种子要晒。',
		fillIn: '____怕旱，____怕涝。',
		numeric: '每亩几公斤？',
		matching: '连一连',
		ordering: '先后怎么排？',
		grouping: '病还是虫？',
		hotspot: '病斑在哪里？',
		shortAnswer: '你家怎么防？',
		scale: '这一课有用吗？',
		// Last: its tools may lie over what is beside it.
		table: '反诈专线'
	};
	await open(draft);
	await inBoth(page, async (language) => {
		await text(page).waitFor();
		for (const [kind, words] of Object.entries(inText)) {
			await clickInto(text(page).getByText(words, { exact: true }).first());
			await expectFits(page, `block ${kind} ${language}`, desks);
		}
		for (const node of ['image', 'galleryImage', 'comparison', 'audio', 'attachment', 'video']) {
			await text(page)
				.locator(`.node-${node}`)
				.first()
				.click({ position: { x: 40, y: 20 } });
			await expectFits(page, `block ${node} ${language}`, desks);
		}
	});
});

test('the dialogs of the desk and the preview fit', async () => {
	const draft = await everything();
	await open(draft);
	await inBoth(page, async (language, say) => {
		await text(page).waitFor();
		const fits = (name: string) => expectFits(page, `${name} ${language}`, desks);
		await dialogs(say, fits);
		await button(page, say('editor_preview')).click();
		for (const view of ['pc', 'tv', 'phone', 'lms', 'handout']) {
			await page
				.getByRole('group', { name: say('preview_as') })
				.getByRole('button', { name: say(`preview_${view}`) })
				.click();
			const shown = async () => {
				for (const frame of page.frames().slice(1))
					if (await frame.evaluate(() => !!document.querySelector('h1')).catch(() => false)) return true;
				return false;
			};
			await page.waitForTimeout(500); // the frame before is taken away
			await expect.poll(shown, { timeout: 30_000 }).toBe(true);
			await expectFits(page, `preview ${view} ${language}`, telephones);
		}
		await button(page, say('preview_back')).click();
	});
});

async function dialogs(say: Say, fits: (name: string) => Promise<void>): Promise<void> {
	await fromMenu(say('history_open'), say('history_menu_keep'));
	await dialog(page).getByLabel(say('history_keep_name')).fill('给王老师看的稿');
	await button(page, say('history_keep')).click();
	await dialog(page)
		.getByRole('button', { name: /给王老师看的稿/ })
		.first()
		.click();
	await fits('versions kept');
	await close();
	await fromMenu(say('editor_more'), say('translate_open'));
	await fits('translate');
	await close();
	await fromMenu(say('editor_more'), say('template_save'));
	await fits('template');
	await close();
	await fromMenu(say('editor_more'), say('import_questions'));
	await fits('bring questions');
	await dialog(page)
		.getByRole('textbox')
		.first()
		.fill('1. 几月育秧( )\nA. 三月 B. 六月\n答案:Z\n2. 种子要晒。答案：对');
	await fits('questions brought');
	await page.keyboard.press('Escape');
	if (await dialog(page).count()) await close();
	await clickInto(text(page).getByText('几月育秧？', { exact: true }).first());
	await button(page, say('bank_keep')).click();
	await fits('bank keep');
	await dialog(page)
		.getByRole('button', { name: say('bank_keep') })
		.click();
	await expect(dialog(page).getByRole('status').first()).toBeVisible();
	await close();
	await fromMenu(say('editor_more'), say('bank_open'));
	await fits('bank');
	await close();
}
