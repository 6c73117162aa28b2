import { sha256 as hashOf } from '$lib/base';
import { newLesson, type Lesson, type MediaRef } from '$lib/lesson';
import { testFolders } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Person } from './accounts';
import { mayReadBlob } from './blob-access';
import { openHub } from './hub';
import { releaseDraft } from './release-draft';
import { sendFile } from './send-file.fixture';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-draft-files-'));
const parts = { runtime: [], schemas: { '1.2': [], '2004': [] } };
let clock = Date.UTC(2026, 10, 22);
const hub = await openHub(testFolders(dir), 'http://localhost:1', parts, () => clock++);
afterAll(async () => {
	await hub.close();
	rmSync(dir, { recursive: true });
});

const county = ['示范省', '示范市', '青山县'];
const person = (name: string, branch: string[]): Person => ({ name, roles: ['author'], branch });
const zhou = person('周农艺', county);
const colleague = person('李农艺', county);
const stranger = person('镇农技员', [...county, '清水镇']);

const mayRead = (sha256: string, by: Person) => mayReadBlob(hub, sha256, { kind: 'account' }, by);

async function file(text: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; ref: MediaRef }> {
	const bytes = Uint8Array.from(new TextEncoder().encode(text));
	return {
		bytes,
		ref: { sha256: await hashOf(bytes), size: bytes.length, type: 'image/png', name: 'p.png' }
	};
}
const send = ({ bytes }: Awaited<ReturnType<typeof file>>, by: Person) => sendFile(hub, bytes, by);
const withCover = (cover: MediaRef): Lesson => {
	const lesson = newLesson('题', 'zh-CN');
	return { ...lesson, settings: { ...lesson.settings, cover } };
};
async function save(lesson: Lesson, by: Person): Promise<string> {
	const draftId = await hub.drafts.create(newLesson('', 'zh-CN'), '稿', by);
	await hub.drafts.save(draftId, { base: 1, saves: [`save-${draftId}`], lesson }, by);
	return draftId;
}

test('a text saved before its picture has arrived opens the picture to colleagues once it is here', async () => {
	const picture = await file('early');
	const draftId = await save(withCover(picture.ref), zhou);
	expect(await mayRead(picture.ref.sha256, colleague)).toBe(false);
	await send(picture, zhou);
	expect(await mayRead(picture.ref.sha256, colleague)).toBe(true);
	expect(await mayRead(picture.ref.sha256, stranger)).toBe(false);
	// A colleague's save keeps it open.
	const { draft, opened } = await hub.drafts.open(draftId, colleague);
	if (opened.state !== 'ok') throw new Error(opened.state);
	await hub.drafts.save(
		draftId,
		{ base: draft.version, saves: ['colleague'], lesson: opened.lesson },
		colleague
	);
	expect((await hub.drafts.open(draftId, zhou)).draft).toMatchObject({
		media: [picture.ref.sha256],
		awaited: {}
	});
});

test('naming the hash of a file of others opens it in no way: save, bring, late save, version, settling, template, copy, release', async () => {
	const secret = await file('secret');
	const { sha256 } = secret.ref;
	await send(secret, zhou);
	await save(withCover(secret.ref), zhou);
	const lesson = withCover(secret.ref);
	const closed = async (way: string) => expect(await mayRead(sha256, stranger), way).toBe(false);

	const draftId = await save(lesson, stranger);
	await closed('save');
	await hub.drafts.bring(lesson, 'bring-key', () => Promise.resolve(false), stranger);
	await closed('bring');
	const version = { key: 'v', reason: 'named' as const, name: '稿', at: 1, lesson };
	const late = { base: 1, saves: ['late'], versions: [version], lesson };
	const split = await hub.drafts.save(draftId, late, stranger);
	expect(split.split).toBe(true);
	await closed('late save and version');
	await hub.drafts.settle(split.draftId, 'mine', stranger);
	await closed('settle');
	const templateId = await hub.savedTemplates.save(draftId, { title: '样', shared: true }, stranger);
	await closed('template');
	await hub.drafts.create(await hub.savedTemplates.lesson(templateId, stranger), '从样子', stranger);
	await closed('lesson from a template');
	await expect(releaseDraft(hub, draftId, stranger)).rejects.toMatchObject({ code: 'lesson_media_missing' });
	await closed('release');

	// Nor does it help that somebody who holds the file saves the stranger's text.
	const { draft, opened } = await hub.drafts.open(draftId, zhou);
	if (opened.state !== 'ok') throw new Error(opened.state);
	await hub.drafts.save(draftId, { base: draft.version, saves: ['zhou'], lesson: opened.lesson }, zhou);
	await closed('saved by its holder');
	// Who sends the file themselves holds it.
	await send(secret, stranger);
	expect(await mayRead(sha256, stranger)).toBe(true);
});

test('the files of a template come with it', async () => {
	const lesson = await hub.templates.lesson('rice-blast');
	const { cover } = lesson.settings;
	if (!cover) throw new Error('the template has no cover');
	expect(await mayRead(cover.sha256, zhou)).toBe(false);
	await hub.drafts.create(lesson, '副本', zhou, [cover.sha256]);
	expect(await mayRead(cover.sha256, zhou)).toBe(true);
});

test('who has sent a file may see it, also after the tidying of a later year', async () => {
	const picture = await file('kept');
	await send(picture, zhou);
	clock += 365 * 24 * 3600_000;
	await hub.uploads.tidy();
	expect(await mayRead(picture.ref.sha256, zhou)).toBe(true);
	expect(await mayRead(picture.ref.sha256, colleague)).toBe(false);
});
