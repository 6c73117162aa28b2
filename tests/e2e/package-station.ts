import { expect } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { courseWith } from '../fixtures/courses';
import { zipOf } from '../fixtures/packages';
import type { computers } from './computers';
import { author, choosePackage, enrol, makeStation, official, signIn } from './steps';

/** A station, with two people on its list, to which a package from elsewhere was brought. */
export async function stationWithPackage(
	{ startHub, browser }: ReturnType<typeof computers>,
	made: Pick<ReturnType<typeof courseWith>, 'files' | 'xml'>,
	title: string
) {
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, author);
	await desk.goto(`${hub.origin}/lessons/packages`);
	const path = join(mkdtempSync(join(tmpdir(), 'yuanke-course-')), 'course.zip');
	const zip = zipOf({ 'imsmanifest.xml': made.xml, ...made.files });
	writeFileSync(path, new Uint8Array(await zip.arrayBuffer()));
	await choosePackage(desk, path);
	await desk.getByLabel('课名').fill(title);
	await desk.getByLabel('实用科技').check();
	await desk.getByRole('button', { name: '放进课程库' }).click();
	await desk.waitForURL(/\/lessons\/packages\/.+/, { timeout: 60_000 });
	await desk.getByRole('button', { name: '发布给站点' }).click();
	await expect(desk.getByText('已发布第 1 版').first()).toBeVisible();
	await desk.goto(`${hub.origin}/sign-out`).catch(() => undefined);
	const office = await browser().open();
	await signIn(office, hub, official);
	const code = await makeStation(office, hub, '北山村', '陈玉珍 杨德福');
	const village = browser();
	const station = await village.open(hub.origin);
	await enrol(station, hub, code);
	return { hub, office, village, station };
}
