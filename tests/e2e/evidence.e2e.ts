import { expect, test } from '@playwright/test';
import { newKeyPair, publicJwk, signer, splitCode } from '$lib/base';
import { closePage, pageHash, type Entry, type EntryBody } from '$lib/ledger';
import { expectAccessible } from './axe';
import { computers } from './computers';
import { makeStation, official, signIn } from './steps';

const { startHub, browser } = computers();

test('an official sees beside the figures what a station sent that cannot be true', async () => {
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, official);
	const typed = splitCode(await makeStation(desk, hub, '北山村', '陈玉珍'));

	// A station whose keeper knows how to talk to the hub by hand.
	const pair = await newKeyPair(false);
	const json = { 'content-type': 'application/json' };
	const enrolled = await fetch(`${hub.origin}/enrol`, {
		method: 'POST',
		headers: { ...json, origin: hub.origin },
		body: JSON.stringify({ code: typed?.code, publicKey: await publicJwk(pair.publicKey) })
	});
	const { stationId, deviceId, credential, site } = (await enrolled.json()) as Record<string, string> & {
		site: { signed: string };
	};
	const asStation = { ...json, authorization: `Bearer ${credential}` };
	const [person] = (JSON.parse(site.signed) as { people: { id: string; name: string }[] }).people;
	const releases = (await (
		await fetch(`${hub.origin}/db/catalogue/_changes`, { headers: asStation })
	).json()) as { results: { id: string }[] };
	const [, lessonId = ''] = releases.results.find(({ id }) => id.startsWith('release:'))?.id.split(':') ?? [];

	const entry = (seq: number, body: EntryBody, change: Partial<Entry> = {}): Entry => ({
		...{ seq, at: new Date().toISOString(), bootId: 'b', monotonic: seq, body },
		by: { id: person?.id ?? '', name: person?.name ?? '', how: 'list' },
		...change
	});
	const attempt = { attemptId: 'abcdefgh', lessonId, release: 1, title: '', resumed: false };
	const opened: EntryBody = { kind: 'attempt-opened', ...attempt };
	const standing = (success: 'passed' | 'failed', attemptId = attempt.attemptId): EntryBody => ({
		...{ kind: 'attempt-status', attemptId, completion: 'completed', success, scaled: 1, seconds: 60 }
	});
	const page = (number: number, prev: string | null, entries: Entry[]) =>
		closePage(signer(deviceId ?? '', pair.privateKey), {
			...{ stationId: stationId ?? '', deviceId: deviceId ?? '', page: number, prev, entries }
		});
	const push = async (...docs: object[]) => {
		const answer = await fetch(`${hub.origin}/db/records/_bulk_docs`, {
			method: 'POST',
			headers: asStation,
			body: JSON.stringify({ docs, new_edits: false })
		});
		expect(await answer.json()).toEqual([]);
	};
	const first = await page(1, null, [entry(1, opened), entry(2, standing('passed'))]);
	const lies = await page(2, await pageHash(first), [
		entry(3, standing('failed'), { at: '2099-01-01T00:00:00.000Z' }),
		entry(4, { ...opened, attemptId: 'zzzzzzzz' }, { by: { id: 'nobody', name: '张三', how: 'list' } })
	]);
	await push(first);
	await push(lies, await page(99_999_999, 'f'.repeat(64), [entry(9, standing('failed'))]));
	await push(await page(1, null, [entry(1, opened, { bootId: 'other' }), entry(2, standing('failed'))]));

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
	await expect(aside).toContainText('1 条:名单上没有这个人');
	await expect(aside).toContainText('1 条:日期不可能');
	await aside.getByText('看最近 2 条').click();
	await expect(aside).toContainText('张三');
	await expect(aside).toContainText('2099-01-01');
	await expectAccessible(desk, 'results-not-counted');
});
