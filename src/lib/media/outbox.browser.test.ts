import { expect, it } from 'vitest';
import { Outbox } from './outbox';

const file = (text: string, name = '剪枝.mp4') => new File([text], name, { type: 'video/mp4' });

it('gives back what was put in, oldest first, to whoever opens it next', async () => {
	const name = crypto.randomUUID();
	const box = new Outbox(name);
	await box.put('b:poster', { file: file('still') });
	await new Promise((done) => setTimeout(done, 20));
	await box.put('a', { file: file('film'), width: 854, height: 480, seconds: 4 });
	const found = await new Outbox(name).list();
	expect(found.map(({ key }) => key)).toEqual(['b:poster', 'a']);
	expect(found[1]).toMatchObject({ width: 854, height: 480, seconds: 4 });
	expect([found[1]!.file.name, found[1]!.file.type, await found[1]!.file.text()]).toEqual([
		'剪枝.mp4',
		'video/mp4',
		'film'
	]);
	expect(await new Outbox(crypto.randomUUID()).list()).toEqual([]);
});

it('of boxes only the empty ones are removed', async () => {
	const [full, empty] = [crypto.randomUUID(), crypto.randomUUID()];
	await new Outbox(full).put('a', { file: file('film') });
	const sent = new Outbox(empty);
	await sent.put('b', { file: file('film') });
	await sent.remove('b');
	await Outbox.removeEmpty();
	const root = await navigator.storage.getDirectory();
	const left: string[] = [];
	for await (const name of (await root.getDirectoryHandle('outbox')).keys()) left.push(name);
	expect(left).toContain(full);
	expect(left).not.toContain(empty);
	expect(await new Outbox(full).list()).toHaveLength(1);
	await sent.put('c', { file: file('another') });
	expect(await sent.list()).toHaveLength(1);
});

it('keeps the last file of a key, and none that was removed or never complete', async () => {
	const name = crypto.randomUUID();
	const box = new Outbox(name);
	await box.put('a', { file: file('old') });
	await box.put('a', { file: file('new') });
	await box.put('gone', { file: file('x') });
	await box.remove('gone');
	const root = await navigator.storage.getDirectory();
	const folder = await (await root.getDirectoryHandle('outbox')).getDirectoryHandle(name);
	await folder.getFileHandle('half.file', { create: true });
	const note = await (await folder.getFileHandle('bad.note', { create: true })).createWritable();
	await note.write('{');
	await note.close();
	const found = await box.list();
	expect(await Promise.all(found.map((one) => one.file.text()))).toEqual(['new']);
});
