import { afterEach, expect, test } from 'vitest';
import { DraftLock } from './draft-lock';

const open: DraftLock[] = [];
afterEach(() => open.splice(0).forEach((lock) => lock.release()));
const tab = (draftId: string, handOver: () => Promise<void> = () => Promise.resolve()) => {
	const lock = new DraftLock(draftId, handOver);
	open.push(lock);
	return lock;
};

test('one tab writes; the next does not, until the first lets go', async () => {
	const [first, second] = [tab('a'), tab('a')];
	expect(await first.take()).toBe(true);
	expect(await second.take()).toBe(false);
	first.release();
	await expect.poll(() => second.take()).toBe(true);
});

test('a tab that is asked puts its text away before the other one has the draft', async () => {
	const said: string[] = [];
	const first = tab('b', async () => {
		await new Promise((done) => setTimeout(done, 300));
		said.push('put away');
	});
	await first.take();
	await tab('b').takeOver();
	said.push('taken');
	expect(said).toEqual(['put away', 'taken']);
});

test('a tab that does not answer loses the draft, and is told', async () => {
	let told = 0;
	const first = tab('c', () => (told++ === 0 ? new Promise(() => undefined) : Promise.resolve()));
	await first.take();
	await tab('c').takeOver();
	await expect.poll(() => told).toBe(2);
}, 15_000);

test('a draft that became another is held under its new name', async () => {
	const first = tab('d');
	await first.take();
	await first.follow('e');
	expect(await tab('d').take()).toBe(true);
	expect(await tab('e').take()).toBe(false);
});
