import { keyIdOf, newKeyPair, publicJwk, seal, signer } from '$lib/base';
import type { Release } from '$lib/release';
import { LessonsHere } from '$lib/station/lessons-here';
import { ids, PublicKey } from '$lib/store';
import { Derived, openStationDatabases, OpfsBlobs } from '$lib/store/browser';
import { pinned, type Trust } from '$lib/sync';
import * as v from 'valibot';

const at = (id: number) => String(id).padStart(12, '0');

/** Puts so many signed releases into this browser's catalogue, and remembers that the files of half of them are here. */
export async function fill(many: number): Promise<Trust> {
	const { catalogue } = openStationDatabases(`bench-${many}-`);
	const pair = await newKeyPair(true);
	const jwk = await publicJwk(pair.publicKey);
	const by = signer(await keyIdOf(jwk), pair.privateKey);
	const here = new Map<string, 'here'>();
	for (let made = 0; made < many;) {
		const docs = [];
		for (; docs.length < 500 && made < many; made++) {
			const lessonId = `lesson${at(made)}`;
			const manifest = { sha256: `${at(many)}${at(made)}`.padEnd(64, '0'), size: 20_000 };
			if (made % 2) here.set(manifest.sha256, 'here');
			const release: Release = {
				...{ id: ids.release(lessonId, 1), lessonId, number: 1, branch: ['示范省', '示范市', '青山县'] },
				...{
					title: `水稻病虫害防治第${made}课`,
					lang: 'zh-CN',
					themes: ['technology'],
					audience: '种植大户和农技员'
				},
				...{
					minutes: 25,
					summary: '怎样看懂叶片上的病斑，什么时候打药，打什么药，打几次，怎样保证安全间隔期。'
				},
				cover: { sha256: at(made).padEnd(64, '1'), size: 40_000, type: 'image/jpeg', name: '封面.jpg' },
				...{ questions: 6, prompts: 1, bytes: 30_000_000, manifest },
				gates: [{ gate: 'release', by: '刘科长', at: '2026-03-01T08:00:00.000Z' }],
				releasedAt: new Date(1.7e12 + made * 60_000).toISOString()
			};
			docs.push(await seal(by, { id: release.id, kind: 'release', formatVersion: 1 }, { ...release }));
		}
		await catalogue.bulkDocs(docs);
	}
	await new Derived(`bench-${many}`).standAll(here);
	return pinned(v.parse(PublicKey, jwk));
}

/** How long it takes from opening the databases to the list of lessons, in ms. `anew`: as if nothing was remembered of releases. */
export async function start(many: number, trust: Trust, anew: boolean): Promise<number> {
	const began = performance.now();
	const derived = new Derived(`bench-${many}`);
	if (anew) await derived.keepAnew(new Map());
	const lessons = new LessonsHere(openStationDatabases(`bench-${many}-`), new OpfsBlobs(), derived);
	const list = await lessons.renew(trust, ['示范省', '示范市', '青山县', '一镇', '二村']);
	if (list.length !== many || list.filter(({ state }) => state === 'here').length !== many / 2)
		throw new Error(`${list.length} lessons`);
	return performance.now() - began;
}

/** All this needs is loaded. */
export const ready = (): boolean => true;
