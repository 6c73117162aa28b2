import { readArchive, zipStream, type ZipEntry } from '$lib/archive';
import { sha256, utf8 } from '$lib/base';
import { lessonFromPackage } from '$lib/bring';
import { compile, packageEntries, releaseManifest } from '$lib/compiler';
import { everyBlock } from '$lib/compiler/every-block.fixture';
import { importPackage } from '$lib/importer';
import { blankSource, storedLesson, type About, type Lesson, type MediaRef } from '$lib/lesson';
import { describe, expect, it } from 'vitest';

const bodies = new Map<string, Uint8Array<ArrayBuffer>>();
const file = async (name: string, type: string): Promise<MediaRef> => {
	const body = utf8(`${name} inside`);
	const ref = { sha256: await sha256(body), size: body.length, type, name };
	bodies.set(ref.sha256, body);
	return ref;
};
const openBlob = (hash: string) => new Blob([bodies.get(hash) ?? 'text']).stream();
const zipOf = async (entries: Iterable<ZipEntry>) => new Response(zipStream(entries)).blob();
const about: About = {
	author: '县农技站',
	reviewer: '李老师',
	sources: [{ ...blankSource, title: '《农药管理条例》', publisher: '国务院', supports: '第 2 页' }],
	validOn: '2026-11-30',
	lookAgain: '2027-11-30'
};
async function fixture(): Promise<Lesson> {
	const lesson = everyBlock({
		video: { ...(await file('视频.mp4', 'video/mp4')), seconds: 12 },
		poster: await file('a.jpg', 'image/jpeg'),
		captions: await file('a.vtt', 'text/vtt'),
		image: await file('b.png', 'image/png')
	});
	return { ...lesson, settings: { ...lesson.settings, about } };
}
async function packed(version: '1.2' | '2004' | 'web') {
	const lesson = await fixture();
	const files = compile(lesson, []);
	for (const one of files) if ('body' in one) bodies.set(await sha256(one.body), one.body);
	const manifest = await releaseManifest(lesson, files, ({ sha256: hash }) => openBlob(hash));
	return { lesson, zip: await zipOf(packageEntries(manifest, version, openBlob, { '1.2': [], '2004': [] })) };
}

describe('a package of ours', () => {
	it.each(['1.2', '2004', 'web'] as const)(
		'(%s) gives back the lesson it was made from, with its files',
		async (version) => {
			const { lesson, zip } = await packed(version);
			const found = await lessonFromPackage(zip);
			expect(storedLesson(found.lesson)).toEqual(storedLesson(lesson));
			expect(found.media).toHaveLength(4);
			for (const { ref, open } of found.media)
				expect(await sha256(new Uint8Array(await (await open()).arrayBuffer()))).toBe(ref.sha256);
		}
	);
	it.each(['1.2', '2004'] as const)(
		'(%s) tells everyone else too who answers for it, in the metadata its manifest points to',
		async (version) => {
			const outcome = await importPackage((await packed(version)).zip);
			if (outcome.state !== 'checked') throw new Error(outcome.why);
			expect(outcome.report.about).toEqual(about);
		}
	);
	it('without one of its files is refused', async () => {
		const { zip } = await packed('web');
		const entries = [...(await readArchive(zip)).values()]
			.filter(({ path }) => !path.endsWith('.mp4'))
			.map(({ path, blob }) => ({ path, store: false, open: async () => (await blob()).stream() }));
		await expect(lessonFromPackage(await zipOf(entries))).rejects.toMatchObject({
			code: 'package_file_missing',
			details: { name: '视频.mp4' }
		});
	});
	it('is told from one made elsewhere, and from any other zip', async () => {
		const text = (path: string) => ({ path, store: false, open: () => new Blob(['x']).stream() });
		await expect(lessonFromPackage(await zipOf([text('imsmanifest.xml')]))).rejects.toMatchObject({
			code: 'package_foreign'
		});
		await expect(lessonFromPackage(await zipOf([text('a.txt')]))).rejects.toMatchObject({
			code: 'package_no_lesson'
		});
	});
});
