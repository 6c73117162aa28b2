import { expect, test, type Page } from '@playwright/test';
import type { Entry, EntryBody } from '$lib/ledger';
import { expectAccessible } from './axe';
import { computers } from './computers';
import { expectFits, telephones } from './fits';
import type { HubProcess } from './hub-process';
import { inBoth } from './in-both';
import { stationByHand } from './station-by-hand';
import { makeStation, official, signIn } from './steps';

const { startHub, browser } = computers();

test.describe.configure({ timeout: 300_000 });

/** A village where the first `passed` of its people passed a lesson and the others began it. */
async function village(
	page: Page,
	hub: HubProcess,
	[township, name]: [string, string],
	people: string,
	passed: number
): Promise<void> {
	const station = await stationByHand(hub, await makeStation(page, hub, name, people, township));
	const [lessonId = ''] = station.lessonIds;
	const entries = station.people.flatMap((person, i): Entry[] => {
		const attemptId = `attempt${i}of${person.id}`;
		const of = (seq: number, body: EntryBody): Entry => ({
			...{ seq, at: new Date().toISOString(), bootId: 'b', monotonic: seq, body },
			by: { id: person.id, name: person.name, how: 'list' }
		});
		const opened = { attemptId, lessonId, release: 1, title: '水稻稻瘟病的识别与防治', resumed: false };
		return [
			of(2 * i + 1, { kind: 'attempt-opened', ...opened }),
			of(2 * i + 2, {
				...{ kind: 'attempt-status', attemptId, seconds: 600 },
				...(i < passed
					? { completion: 'completed' as const, success: 'passed' as const, scaled: 0.9 }
					: { completion: 'incomplete' as const, success: 'unknown' as const, scaled: null })
			})
		];
	});
	await station.push(await station.page(1, null, entries));
}

test('an official goes down from the county to a village and back', async () => {
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, official);
	await village(page, hub, ['清水镇', '北山村'], '陈玉珍 杨德福 阿依古丽·买买提', 2);
	await village(page, hub, ['清水镇', '西坪村'], '王秀英', 1);
	const many = Array.from({ length: 60 }, (_, i) => `社员${i + 1}`).join('\n');
	await village(page, hub, ['马头山瑶族自治乡', '上马头村'], many, 15);
	await page.goto(`${hub.origin}/results`);
	const places = page.getByRole('main').getByRole('listitem').filter({ hasText: '/' });
	const where = page.getByRole('navigation', { name: '在哪里' });
	const looks = (name: string) =>
		inBoth(page, (language) => expectFits(page, `results of a ${name} ${language}`, telephones));

	await expect(page.getByText('64 人次学习，其中 18 人次学完。')).toBeVisible();
	await expect(places).toHaveText([/马头山瑶族自治乡\s*15 \/ 60/, /清水镇\s*3 \/ 4/]);
	await looks('county');

	await page.getByRole('link', { name: '清水镇' }).click();
	await expect(page.getByText('4 人次学习，其中 3 人次学完。')).toBeVisible();
	await expect(where.getByRole('listitem')).toHaveText([/青山县/, /清水镇/]);
	await expect(page.getByRole('row').filter({ hasText: '上马头村' })).toHaveCount(0);
	await looks('township');

	await page.getByRole('link', { name: '北山村' }).click();
	await expect(page.getByText('3 人次学习，其中 2 人次学完。')).toBeVisible();
	await expect(page.getByRole('row')).toHaveCount(1 + 3);
	await looks('village');
	await expectAccessible(page, 'results-of-a-village');

	await where.getByRole('link', { name: '青山县' }).click();
	await page.getByRole('link', { name: '马头山瑶族自治乡' }).click();
	await page.getByRole('link', { name: '上马头村' }).click();
	await expect(page.getByRole('row')).toHaveCount(1 + 50);
	await page.getByRole('link', { name: '再看 50 个' }).click();
	await expect(page.getByRole('row')).toHaveCount(1 + 60);
	await expect(page.getByRole('link', { name: '再看 50 个' })).toHaveCount(0);
	await page.goBack();
	await page.goBack();
	await expect(page.getByText('60 人次学习，其中 15 人次学完。')).toBeVisible();
	await expect(where.getByText('马头山瑶族自治乡')).toHaveAttribute('aria-current', 'page');
});
