import { expect, test } from '@playwright/test';
import { expectAccessible } from './axe';
import { computers } from './computers';
import { sendWhatCannotBe } from './lying-station';
import { makeStation, official, signIn } from './steps';

const { startHub, browser } = computers();

test('an official sees beside the figures what a station sent that cannot be true', async () => {
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, official);
	await sendWhatCannotBe(hub, await makeStation(desk, hub, '北山村', '陈玉珍'));
	await desk.goto(`${hub.origin}/results`);
	const row = desk.getByRole('row').filter({ hasText: '陈玉珍' });
	await expect(row).toContainText('合格');
	await expect(row).not.toContainText('不合格');
	await expect(row).toContainText('当天');
	await row.getByText('陈玉珍').click();
	await expect(row).toContainText('从名单里选');
	const aside = desk.getByRole('listitem').filter({ has: desk.getByRole('heading', { name: '北山村' }) });
	await expect(aside).toContainText('第 3 页还没收到');
	await expect(aside).toContainText('第 1 页有两份不一样的');
	await expect(aside).toContainText('1 条：名单上没有这个人');
	await expect(aside).toContainText('1 条：日期不可能');
	await aside.getByText('看最近 2 条').click();
	await expect(aside).toContainText('张三');
	await expect(aside).toContainText('2099-01-01');
	await expectAccessible(desk, 'results-not-counted');
});
