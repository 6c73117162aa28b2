import { keyIdOf, newId, newKeyPair, publicJwk, seal, sha256, signer, utf8, type Signer } from '$lib/base';
import type { Release } from '$lib/release';
import { ids, PublicKey } from '$lib/store';
import {
	blobFolders,
	Derived,
	openStationDatabases,
	OpfsBlobs,
	type StationDatabases
} from '$lib/store/browser';
import { pinned, type Trust } from '$lib/sync';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { BlobBringer } from './fetching/blob-bringer';
import { bringRelease } from './fetching/bring-release';
import { LessonsHere } from './lessons-here';

const blobs = new OpfsBlobs();
const real = Object.getOwnPropertyDescriptor(FileSystemDirectoryHandle.prototype, 'getFileHandle')!;
const read = real.value as FileSystemDirectoryHandle['getFileHandle'];
const never = new AbortController().signal;
let looks = 0;
let db: StationDatabases;
let derived: string;
let by: Signer;
let trust: Trust;

const folder = async () =>
	(await navigator.storage.getDirectory()).getDirectoryHandle(blobFolders.complete, { create: true });
/** Lays a file on the disk; under another name than its own, it is damaged there. */
async function lay(text: string, name?: string): Promise<string> {
	const hash = name ?? (await sha256(text));
	const writing = await (await read.call(await folder(), hash, { create: true })).createWritable();
	await writing.write(utf8(text));
	await writing.close();
	return hash;
}
const takeAway = async (hash: string) => (await folder()).removeEntry(hash);

interface Lesson {
	release: Release;
	manifest: string;
	files: { text: string; sha256: string }[];
}

/** A signed release of a lesson with two files, in the catalogue; `change` spoils its manifest. */
async function released(change: object = {}, number = 1): Promise<Lesson> {
	const lessonId = newId();
	const texts = ['首页', '图片'].map((text) => `${text} ${lessonId}`);
	const files = await Promise.all(texts.map(async (text) => ({ text, sha256: await sha256(text) })));
	const listed = files.map(({ text, sha256 }, i) => ({
		path: i ? 'a.jpg' : 'index.html',
		...{ size: utf8(text).length, sha256, type: 'text/html' }
	}));
	const manifest = JSON.stringify({
		...{
			formatVersion: 2,
			lessonId,
			title: '课',
			lang: 'zh-CN',
			passPercent: null,
			files: listed,
			items: []
		},
		...{ launch: 'index.html', ...change }
	});
	const release: Release = {
		...{
			id: ids.release(lessonId, number),
			lessonId,
			number,
			branch: [],
			title: '课',
			lang: 'zh-CN',
			themes: []
		},
		...{ audience: '', minutes: 5, summary: '', cover: null, questions: 0, prompts: 0, gates: [] },
		bytes: listed.reduce((sum, { size }) => sum + size, 0),
		manifest: { sha256: await sha256(manifest), size: utf8(manifest).length },
		releasedAt: new Date(number * 1000).toISOString()
	};
	const head = { id: release.id, kind: 'release', formatVersion: 1 };
	await db.catalogue.bulkDocs([await seal(by, head, { ...release })]);
	return { release, manifest, files };
}

/** As after a start of the program: nothing but the disk is known. */
const started = () => new LessonsHere(db, blobs, new Derived(derived));
async function standing(of: Lesson, here = started()) {
	looks = 0;
	const found = (await here.renew(trust, [])).find(({ release }) => release.id === of.release.id);
	return found && { state: found.state, landed: found.landed };
}

beforeEach(async () => {
	db = openStationDatabases(`test-${newId()}-`);
	derived = `test-${newId()}`;
	const pair = await newKeyPair(true);
	const jwk = await publicJwk(pair.publicKey);
	by = signer(await keyIdOf(jwk), pair.privateKey);
	trust = pinned(v.parse(PublicKey, jwk));
	FileSystemDirectoryHandle.prototype.getFileHandle = function (...args) {
		looks++;
		return read.apply(this, args);
	};
});
afterEach(() => {
	Object.defineProperty(FileSystemDirectoryHandle.prototype, 'getFileHandle', real);
});

describe('a lesson', () => {
	it('is on its way from its first file to its last, over starts; when it is here no start looks at its files', async () => {
		const lesson = await released();
		const { release, manifest, files } = lesson;
		const here = started();
		expect(await standing(lesson, here)).toEqual({ state: 'missing', landed: 0 });
		await here.begin(release);
		await lay(manifest);
		expect(await standing(lesson)).toEqual({ state: 'missing', landed: release.manifest.size });
		await lay(files[0]!.text);
		const half = release.manifest.size + utf8(files[0]!.text).length;
		expect(await standing(lesson)).toEqual({ state: 'missing', landed: half });
		await lay(files[1]!.text);
		const whole = { state: 'here', landed: release.bytes + release.manifest.size };
		expect(await standing(lesson)).toEqual(whole);
		expect([await standing(lesson), looks]).toEqual([whole, 0]);
		// One more comes into the catalogue: nobody looks for the files of the others.
		const other = await released({}, 2);
		expect([await standing(other), looks]).toEqual([{ state: 'missing', landed: 0 }, 0]);
	});

	it('that was here before anything was remembered is found', async () => {
		const lesson = await released();
		for (const text of [lesson.manifest, ...lesson.files.map(({ text }) => text)]) await lay(text);
		expect(await standing(lesson)).toMatchObject({ state: 'here' });
		expect([await standing(lesson), looks]).toMatchObject([{ state: 'here' }, 0]);
	});

	it('of which a file was lost is missing as soon as somebody looks, and stays so over a start', async () => {
		const lesson = await released();
		for (const text of [lesson.manifest, ...lesson.files.map(({ text }) => text)]) await lay(text);
		const here = started();
		await standing(lesson, here);
		await takeAway(lesson.files[1]!.sha256);
		expect((await here.look(lesson.release)).state).toBe('missing');
		expect(await standing(lesson, here)).toMatchObject({ state: 'missing' });
		expect(await standing(lesson)).toMatchObject({ state: 'missing' });
	});

	it.each([
		['newer', { formatVersion: 99 }],
		['damaged', { files: 'none' }],
		['damaged', { launch: 'gone.html' }]
	])(
		'whose manifest is %s says so, over a start, and the others stand as they did',
		async (state, change) => {
			const lesson = await released(change);
			const other = await released();
			const here = started();
			await standing(lesson, here);
			await here.begin(lesson.release);
			await lay(lesson.manifest);
			expect((await here.look(lesson.release)).state).toBe(state);
			expect(await standing(lesson, here)).toMatchObject({ state });
			expect(await standing(lesson)).toMatchObject({ state });
			expect(await standing(other)).toMatchObject({ state: 'missing' });
		}
	);

	it('whose manifest was damaged on this disk is brought again', async () => {
		const lesson = await released();
		const { release, manifest, files } = lesson;
		const origin = `${inject('servers').blobs}/${newId()}`;
		for (const body of [manifest, ...files.map(({ text }) => text)])
			await fetch(`${origin}/blobs`, { method: 'PUT', body: utf8(body) });
		await lay(manifest.slice(1), release.manifest.sha256);
		const here = started();
		expect(await standing(lesson, here)).toEqual({ state: 'missing', landed: 0 });
		const bringer = new BlobBringer(origin, 'credential');
		expect(await bringRelease(release, blobs, bringer, () => undefined, never)).toBe('done');
		expect((await here.look(release)).state).toBe('here');
		bringer.close();
	});
});
