import { openHub, type Person } from '$lib/hub/server';
import { copyLesson } from '$lib/lesson';
import type { Draft } from '$lib/store';
import type { Database } from '$lib/store/node';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpu } from './cpu';

const county = ['示范省', '示范市', '青山县'];
const author: Person = { name: '周农艺', roles: ['author'], branch: county };
const official: Person = { name: '刘科长', roles: ['official'], branch: ['示范省'] };
const hash = () => randomBytes(32).toString('hex');

/**
 * Goal: what an author or official opens, and whether somebody may see a file, costs with 5,000 lessons what it costs with 50:
 * the list at most 100 CPU-ms and 100 KB, a file that only a lesson names 5 CPU-ms.
 */
export async function bench(): Promise<void> {
	const dir = mkdtempSync(join(tmpdir(), 'yuanke-bench-'));
	const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
	const folders = { data: dir, templates: 'lesson-templates' };
	const hub = await openHub(folders, 'http://localhost:1', parts, Date.now);
	const db = hub.gateway['db'].lessons as Database<object> as Database<Draft>;
	const lesson = await hub.templates.lesson('rice-blast');
	let draftId = '';
	let picture = '';
	const make = async () => {
		const made = await hub.drafts.create(copyLesson(lesson, '稻瘟病'), '稻瘟病', author);
		draftId ||= made;
		picture = hash();
		const draft = await db.get(`draft:${made}`);
		// As it is when its author has sent its pictures; ten of its own in each.
		const media = [...Object.keys(draft.awaited ?? {}), picture, ...Array.from({ length: 9 }, hash)];
		await db.put({ ...draft, awaited: {}, media });
	};
	try {
		console.log(
			'  lessons: first look after writing them; list, of the county / province (CPU-ms, bytes); a list after a save;\n' +
				'    a file of one lesson / of nobody’s (CPU-ms)'
		);
		let made = 0;
		for (const many of [50, 500, 5000]) {
			for (; made < many; made++) await make();
			const first = await cpu(() => hub.drafts.list(author));
			const list = (by: Person) =>
				Promise.all([hub.drafts.list(by), hub.drafts.due(by), hub.bin.list(by), hub.library.list(by)]);
			await list(author);
			const own = await cpu(() => list(author), 20);
			const above = await cpu(() => list(official), 20);
			const bytes = JSON.stringify(await list(official)).length;
			let saves = 0;
			const saved = await cpu(async () => {
				const { draft } = await hub.drafts.open(draftId, author);
				await hub.drafts.save(
					draftId,
					{ base: draft.version, saves: [`s${++saves}${many}`], lesson: draft.lesson },
					author
				);
				await list(author);
			}, 20);
			const may = async (sha256: string, expected: boolean) => {
				if ((await hub.rights.mayRead(sha256, author)) !== expected)
					throw new Error(`${sha256}: not ${expected}`);
			};
			const file = await cpu(() => may(picture, true), 50);
			const none = await cpu(() => may(hash(), false), 50);
			const figures = [own, above, bytes, saved, file, none].map((figure) =>
				figure.toFixed(bytes === figure ? 0 : 1)
			);
			console.log(
				`    ${many}: ${(first / 1000).toFixed(1)} CPU-s; ${figures[0]} / ${figures[1]} CPU-ms, ${figures[2]} B; ${figures[3]}; ${figures[4]} / ${figures[5]}`
			);
		}
	} finally {
		await hub.close();
		rmSync(dir, { recursive: true });
	}
}
