import { openHub, type Person } from '$lib/hub/server';
import { removeTestDatabases, testFolders } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpu } from './cpu';

const author: Person = { name: '周农艺', roles: ['author'], branch: ['示范省', '示范市', '青山县'] };
const colleague: Person = { ...author, name: '吴老师' };
const text = (words: string) => [{ type: 'text', text: words }];

/** Goal: an author who opens the question bank waits for as long at 5,000 questions as at 50: at most 100 CPU-ms and 100 KB. */
export async function bench(): Promise<void> {
	const data = mkdtempSync(join(tmpdir(), 'yuanke-bench-'));
	const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
	const hub = await openHub(testFolders(data), 'http://localhost:1', parts, Date.now);
	const keep = (n: number) =>
		hub.bank.keep(
			{
				id: `q${String(n).padStart(7, '0')}`,
				question: {
					type: 'singleChoice',
					content: [
						{ type: 'prompt', content: text(`第${n}题:水稻育秧期间,秧田的水层应当怎样管理才不会烂秧?`) },
						...['a', 'b', 'c', 'd'].map((key, i) => ({
							type: 'option',
							attrs: { key, correct: i === 0 },
							content: text(`做法${key}:先浅后深,看天看苗,第${n + i}天排一次水。`)
						})),
						{ type: 'explanation' }
					]
				},
				shared: n % 3 !== 0,
				words: ['水稻', `主题${n % 50}`]
			},
			n % 2 ? author : colleague
		);
	try {
		console.log('  bank: the first page / found by a rare word / a page in the middle (CPU-ms, bytes)');
		let made = 0;
		for (const many of [50, 500, 5000]) {
			for (; made < many; made++) await keep(made);
			const first = () => hub.bank.list(author);
			const found = () => hub.bank.list(author, { find: '水稻 第7题' });
			await first();
			let { from } = await first();
			for (let page = 0; page < 5 && from !== null; page++)
				({ from } = await hub.bank.list(author, { from }));
			const middle = () => hub.bank.list(author, from === null ? {} : { from });
			const figures = [await cpu(first, 20), await cpu(found, 3), await cpu(middle, 20)].map((ms) =>
				ms.toFixed(1)
			);
			const bytes = JSON.stringify(await first()).length;
			console.log(`    ${many}: ${figures[0]} (${bytes} B) / ${figures[1]} / ${figures[2]}`);
		}
	} finally {
		await hub.close();
		await removeTestDatabases();
		rmSync(data, { recursive: true });
	}
}
