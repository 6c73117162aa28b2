import { seal, utf8 } from '$lib/base';
import { openHub, type Hub, type Person } from '$lib/hub/server';
import { copyLesson } from '$lib/lesson';
import type { Release, ReleaseFacts, ReleaseFile, ReleaseManifest } from '$lib/release';
import { ids } from '$lib/store';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpu } from './cpu';

const branch = ['示范省', '示范市', '青山县'];
const official: Person = { name: '刘科长', roles: ['official'], branch };
const facts: ReleaseFacts = {
	themes: ['technology'],
	audience: '种植户',
	minutes: 12,
	summary: '',
	cover: null
};
const filesEach = 20;
const runs = 20;
const hash = () => randomBytes(32).toString('hex');
let last = 0;

/**
 * Goal: one release costs with 10,000 in the catalogue what it costs with 100: at most 20 CPU-ms, and the next file that anybody
 * asks for at most 5. Of our own lessons, compiling comes on top.
 */
export async function bench(): Promise<void> {
	const dir = mkdtempSync(join(tmpdir(), 'yuanke-bench-'));
	const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
	const hub = await openHub(
		{ data: dir, templates: 'lesson-templates' },
		'http://localhost:1',
		parts,
		Date.now
	);
	try {
		const lesson = copyLesson(await hub.templates.lesson('rice-blast'), '稻瘟病');
		const release = () => hub.releases.releasePackage(manifestOf(newLesson()), facts, branch, official);
		const compiled = () => hub.releases.release({ ...lesson, lessonId: newLesson() }, branch, official);
		const ask = () => hub.rights.mayRead(hash(), official);
		console.log('  with so many in the catalogue: one release, compiled / the next file (CPU-ms)');
		for (const many of [100, 1_000, 10_000]) {
			await fill(hub, many);
			for (let run = 0; run < 3; run++) await release().then(compiled).then(ask);
			const costs = { release: 0, compiled: 0, file: 0 };
			for (let run = 0; run < runs; run++) {
				costs.release += await cpu(release);
				costs.file += await cpu(ask);
				costs.compiled += await cpu(compiled);
				await ask();
			}
			const [one, own, file] = Object.values(costs).map((sum) => (sum / runs).toFixed(1));
			console.log(`    ${many}: ${one}, ${own} / ${file}`);
		}
	} finally {
		await hub.close();
		rmSync(dir, { recursive: true });
	}
}

const newLesson = () => `bench${String(++last).padStart(8, '0')}`;

const manifestOf = (lessonId: string): ReleaseManifest => {
	const file = (i: number): ReleaseFile => ({
		path: `${i}.jpg`,
		size: 1000,
		sha256: hash(),
		type: 'image/jpeg'
	});
	const files = Array.from({ length: filesEach }, (_, i) => file(i));
	const head = { formatVersion: 3 as const, lessonId, title: '稻瘟病', lang: 'zh-CN', passPercent: null };
	const course = { version: '1.2' as const, edition: '1.2', id: 'org', title: '稻瘟病', items: [] };
	return { ...head, files, items: [], launch: '', course };
};

/** Signed releases as years bring them, without waiting for years. */
async function fill({ catalogue, blobs, lookup }: Hub, many: number): Promise<void> {
	const { doc_count: there } = await catalogue.db.info();
	for (let made = there; made < many;) {
		const docs = [];
		for (; docs.length < 500 && made < many; made++) {
			const lessonId = newLesson();
			const id = ids.release(lessonId, 1);
			const at = new Date().toISOString();
			const manifest = await blobs.put(utf8(JSON.stringify(manifestOf(lessonId))));
			const release: Release = {
				...{ id, lessonId, number: 1, branch, title: '稻瘟病', lang: 'zh-CN', ...facts },
				...{ questions: 0, prompts: 0, bytes: 1000 * filesEach, manifest, releasedAt: at },
				gates: [{ gate: 'release', by: official.name, at }]
			};
			docs.push(
				await seal(catalogue.keys.release, { id, kind: 'release', formatVersion: 1 }, { ...release })
			);
		}
		await catalogue.db.bulkDocs(docs);
	}
	await lookup.now();
}
