import { seal } from '$lib/base';
import { themes } from '$lib/lesson';
import { gatewayHub } from '$lib/hub/server/gateway/gateway-hub.fixture';
import type { Release } from '$lib/release';
import { ids } from '$lib/store';
import { closeDatabases, openDatabases, openRemote } from '$lib/store/node';
import { askNews, followCatalogue, nothingYet, pinned, pullCatalogue, type Remote } from '$lib/sync';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { cpu } from './cpu';

const hash = () => randomBytes(32).toString('hex');
const roundTrip = 300;

/**
 * Goal: 10,000 releases to a station that has none, 300 ms round trip: at most 2 MB and 5 s beside what the bytes take. A relay in
 * Node takes them from the snapshot; beside it by changes alone, as before. Hub and relay share this process.
 */
export async function bench(): Promise<void> {
	const hub = await gatewayHub();
	const server = await hub.serve();
	try {
		await hub.catalogue.prepare();
		console.log(
			'  a first catalogue over 300 ms: snapshot / changes (s, requests, MB); making one (CPU-ms), giving one'
		);
		let made = 0;
		for (const many of [100, 1000, 10_000]) {
			const docs = [];
			for (; made < many; made++) docs.push(await release(made, hub.keys.release));
			await hub.db.catalogue.bulkDocs(docs);
			await hub.catalogue.renew(0);
			const device = await hub.device(`村${many}`);
			const read = async () =>
				(await new Response((await hub.snapshot.read()).body).arrayBuffer()).byteLength;
			const making = await cpu(read);
			const giving = await cpu(read, 20);
			const figures = [];
			for (const way of ['snapshot', 'changes'] as const) {
				const local = await openDatabases(join(hub.dir, `${way}${many}`));
				const far: Remote = { origin: server.origin, credential: device.credential, open: openRemote };
				const real = globalThis.fetch;
				let bytes = 0;
				globalThis.fetch = async (input, init) => {
					await new Promise((later) => setTimeout(later, roundTrip));
					const answer = await real(input, init);
					const body = new Uint8Array(await answer.arrayBuffer());
					bytes += body.byteLength;
					const { status, headers } = answer;
					return new Response(status === 304 ? null : body, { status, headers });
				};
				server.asked.length = 0;
				const start = performance.now();
				try {
					if (way === 'changes') await pullCatalogue(local, far);
					else {
						const { head } = await askNews(far, { head: nothingYet });
						const memory = { trust: pinned(hub.stations.rootKey), head: null };
						const news = await followCatalogue(local, far, memory, head!, Date.now());
						if (!news.memory.head?.complete) throw new Error('not complete');
					}
				} finally {
					globalThis.fetch = real;
				}
				const seconds = (performance.now() - start) / 1000;
				figures.push(`${seconds.toFixed(1)} s, ${server.asked.length}, ${(bytes / 1e6).toFixed(2)}`);
				await closeDatabases(local);
			}
			console.log(`    ${many}: ${figures.join(' / ')}; ${making.toFixed(0)}, ${giving.toFixed(1)}`);
		}
	} finally {
		await server.close();
		await hub.close();
	}
}

function release(n: number, by: Parameters<typeof seal>[0]) {
	const lessonId = `lesson${String(n).padStart(5, '0')}`;
	const body: Release = {
		...{ id: ids.release(lessonId, 1), lessonId, number: 1, branch: ['示范省', '示范市', `县${n % 100}`] },
		...{
			title: `水稻病虫害防治 ${n}`,
			lang: 'zh-CN',
			themes: [themes[n % themes.length]!],
			audience: '稻农'
		},
		...{
			minutes: 20,
			summary: `怎样认、怎样防、怎样治，第 ${n} 讲`,
			questions: 5,
			prompts: 1,
			bytes: 12_000_000 + n
		},
		cover: { sha256: hash(), size: 40_000, type: 'image/jpeg', name: `封面${n}.jpg` },
		manifest: { sha256: hash(), size: 9000 },
		gates: [{ gate: 'release', by: '刘科长', at: new Date(1.7e12 + n * 1000).toISOString() }],
		releasedAt: new Date(1.7e12 + n * 1000).toISOString()
	};
	return seal(by, { id: body.id, kind: 'release', formatVersion: 1 }, { ...body });
}
