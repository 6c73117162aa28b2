import type { Envelope } from '$lib/base';
import { oneSentence } from '$lib/lesson/lesson.fixture';
import { ids, type CatalogueHead } from '$lib/store';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHub, type Hub } from '../hub';
import { start } from '../ledger.fixture';
import { backup } from './backup';
import { restore } from './restore';

const rounds = process.env.LONG ? 20 : 6;
const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
const by = { name: '陈', roles: ['administrator' as const], branch: ['示范省'] };
const lesson = { ...oneSentence('水稻'), lessonId: 'lesson1' };

test(`over ${rounds} restores of one backup with releases between no release number stands for two contents and no head counts twice`, async () => {
	const dir = mkdtempSync(join(tmpdir(), 'yuanke-restores-'));
	const data = join(dir, 'hub');
	let clock = start;
	let made = 0;
	const now = () => clock;
	const open = () => openHub({ data, templates: 'lesson-templates' }, 'http://localhost:3001', parts, now);
	const release = (hub: Hub) =>
		hub.releases.release({ ...lesson, title: `第 ${++made} 个内容` }, by.branch, by);
	const contents = new Map<number, string>();
	const heads = new Map<number, string>();
	const note = async (hub: Hub) => {
		for (const { number, title } of await hub.releases.of('lesson1')) {
			expect(contents.get(number) ?? title).toBe(title);
			contents.set(number, title);
		}
		const head: Envelope = await hub.catalogue.db.get(ids.catalogueHead);
		const { counter } = JSON.parse(head.signed) as CatalogueHead;
		expect(heads.get(counter) ?? head.signed).toBe(head.signed);
		heads.set(counter, head.signed);
	};
	const first = await open();
	await release(first);
	await note(first);
	await first.close();
	await backup(data, join(dir, 'backup'));
	for (let round = 1; round <= rounds; round++) {
		// A computer whose battery is empty begins in the past.
		clock += round % 4 === 0 ? -3_600_000 : 60_000;
		await restore(data, join(dir, 'backup'), now);
		const hub = await open();
		await note(hub);
		for (let i = 0; i <= round % 3; i++) {
			clock += 1000;
			await release(hub);
			await note(hub);
		}
		await hub.close();
		for (const name of readdirSync(dir))
			if (name.startsWith('hub.before')) rmSync(join(dir, name), { recursive: true });
	}
	expect(contents.size).toBe(made);
	// One head for each restore, and one for each release.
	expect(heads.size).toBe(made + rounds);
	rmSync(dir, { recursive: true });
}, 600_000);
