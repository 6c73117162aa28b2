import { UserError } from '$lib/base';
import { newLesson, type Lesson } from '$lib/lesson';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftSession, type LocalDraft, type LocalDrafts, type SendDraft } from './draft-session.svelte';

const empty = newLesson('', 'zh-CN');
const titled = (title: string): Lesson => ({ ...empty, title });

/** This computer's disk; `full` when nothing more fits. */
class Disk implements LocalDrafts {
	readonly drafts = new Map<string, LocalDraft>();
	full = false;
	puts = 0;

	async get(draftId: string) {
		await tick();
		return structuredClone(this.drafts.get(draftId) ?? null);
	}
	async put(draft: LocalDraft) {
		await tick();
		if (this.full) throw new DOMException('full', 'QuotaExceededError');
		this.puts++;
		this.drafts.set(draft.draftId, structuredClone(draft));
	}
	async remove(draftId: string) {
		await tick();
		this.drafts.delete(draftId);
	}
	title = (draftId = 'draft1') => this.drafts.get(draftId)?.lesson.title;
	unsaved = () => [...this.drafts.values()].flatMap(({ draftId, saved }) => (saved ? [] : [draftId]));
}

/** A hub that keeps what it gets as ours does, and can be away, slow or contrary. */
class Hub {
	readonly drafts = new Map([['draft1', { title: '', version: 1, saveId: '' }]]);
	readonly got: { draftId: string; base: number; saves: string[]; title: string }[] = [];
	readonly versions = new Map<string, string>();
	down = false;
	loseAnswer = false;
	delay = 10;
	refuse: UserError | null = null;

	send: SendDraft = async (draftId, { base, saves, lesson, versions }) => {
		await tick(this.delay);
		if (this.down) throw new UserError('hub_unreachable');
		if (this.refuse) throw this.refuse;
		this.got.push({ draftId, base, saves, title: lesson.title });
		for (const { key, name, lesson: kept } of versions) this.versions.set(key, `${name}: ${kept.title}`);
		const before = this.drafts.get(draftId)!;
		const saveId = saves.at(-1)!;
		const split = before.version !== base && !saves.includes(before.saveId);
		const into = split ? `${draftId}-${saveId}` : draftId;
		const version = split ? 1 : before.version + 1;
		this.drafts.set(into, { title: lesson.title, version, saveId });
		if (this.loseAnswer) {
			this.loseAnswer = false;
			throw new TypeError('Failed to fetch');
		}
		return { draftId: into, version, savedAt: Date.now(), split };
	};
	title = (draftId = 'draft1') => this.drafts.get(draftId)?.title;
}

const tick = (ms = 1) => new Promise((done) => setTimeout(done, ms));
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

let disk: Disk;
let hub: Hub;
let session: DraftSession;
const visit = () =>
	new DraftSession({ draftId: 'draft1', version: 1, savedAt: 5, lesson: empty }, disk, hub.send);

beforeEach(() => {
	vi.useFakeTimers();
	disk = new Disk();
	hub = new Hub();
	session = visit();
});
afterEach(() => {
	session.close();
	vi.useRealTimers();
});

describe('writing', () => {
	it('is on the disk at once, at the hub half a second later, and then the disk knows so', async () => {
		expect(session.state).toEqual({ kind: 'saved', at: 5 });
		session.change(titled('水'));
		expect(session.state).toEqual({ kind: 'saving' });
		await later(10);
		expect(disk.title()).toBe('水');
		expect(hub.got).toEqual([]);
		await later(1000);
		expect(hub.title()).toBe('水');
		expect(session.state.kind).toBe('saved');
		expect(disk.unsaved()).toEqual([]);
	});

	it('that is only looked at again is noted with the copy, and changes nothing of it', async () => {
		session.change(titled('水'));
		await later(2000);
		const before = disk.drafts.get('draft1')!;
		const next = visit();
		void next.open();
		await later(100);
		const { opened, ...copy } = disk.drafts.get('draft1')!;
		expect(copy).toEqual(before);
		expect(opened).toBeGreaterThan(before.at);
		next.close();
	});

	it('is not called saved while a change is being made, whatever lands meanwhile', async () => {
		session.change(titled('水'));
		await later(505);
		session.expect();
		await later(100);
		expect(hub.title()).toBe('水');
		expect(session.state.kind).toBe('saving');
		session.change(titled('水稻'));
		await later(2000);
		expect(session.state.kind).toBe('saved');
		session.expect();
		expect(session.state.kind).toBe('saving');
	});

	it('that goes on sends once after the last change, not with every letter', async () => {
		for (const title of ['水', '水稻', '水稻春']) {
			session.change(titled(title));
			await later(300);
		}
		await later(2000);
		expect(hub.got.map(({ title }) => title)).toEqual(['水稻春']);
	});

	it('during a send is sent after it, upon the new version', async () => {
		hub.delay = 1000;
		session.change(titled('first'));
		await later(700);
		session.change(titled('second'));
		await later(100);
		expect(disk.title()).toBe('second');
		await later(5000);
		expect(hub.got.map(({ title, base }) => [title, base])).toEqual([
			['first', 1],
			['second', 2]
		]);
		expect(session.state.kind).toBe('saved');
		expect(disk.unsaved()).toEqual([]);
	});

	it('at any moment around a send is never without a copy somewhere', async () => {
		for (let at = 480; at < 560; at += 3) {
			disk.drafts.clear();
			hub = new Hub();
			const one = visit();
			one.change(titled('first'));
			await later(at);
			one.change(titled('second'));
			for (let ms = 0; ms < 700; ms++) {
				await later(1);
				if (ms > 5) expect([disk.title(), hub.title()]).toContain('second');
			}
			await later(2000);
			expect(hub.title()).toBe('second');
			expect(disk.unsaved()).toEqual([]);
			one.close();
		}
	});
});

describe('the hub away for an hour', () => {
	it('loses nothing, says so, and everything is sent when it is back', async () => {
		hub.down = true;
		for (let minute = 0; minute < 60; minute++) {
			session.change(titled(`minute ${minute}`));
			await later(60_000);
			expect(session.state.kind).toBe('local');
			expect(disk.title()).toBe(`minute ${minute}`);
		}
		hub.down = false;
		await later(31_000);
		expect(session.state.kind).toBe('saved');
		expect(hub.title()).toBe('minute 59');
		expect(hub.got).toHaveLength(1);
		expect(hub.got[0]!.saves.length).toBeLessThanOrEqual(100);
		expect(disk.unsaved()).toEqual([]);
	});

	it('is tried again at once when asked', async () => {
		hub.down = true;
		session.change(titled('x'));
		await later(100_000);
		hub.down = false;
		session.retry();
		await later(20);
		expect(session.state.kind).toBe('saved');
	});

	it('an answer that was lost makes no second draft', async () => {
		hub.loseAnswer = true;
		session.change(titled('x'));
		await later(600);
		expect(session.state.kind).toBe('local');
		session.change(titled('xy'));
		await later(10_000);
		expect([...hub.drafts.keys()]).toEqual(['draft1']);
		expect(hub.title()).toBe('xy');
		expect(session.state.kind).toBe('saved');
	});
});

describe('killed', () => {
	it('between the disk and the hub: the next visit takes the text up and sends it with its saves', async () => {
		hub.loseAnswer = true;
		session.change(titled('kept'));
		await later(600);
		session.close();
		session = visit();
		expect((await Promise.all([session.open(), later(5)]))[0].title).toBe('kept');
		expect(session.state.kind).toBe('local');
		await later(1000);
		expect(hub.got[1]!.saves[0]).toBe(hub.got[0]!.saves[0]);
		expect([...hub.drafts.keys()]).toEqual(['draft1']);
		expect(session.state.kind).toBe('saved');
		expect(disk.unsaved()).toEqual([]);
	});

	it('with nothing left over: the next visit has the hub’s text and sends nothing', async () => {
		expect((await Promise.all([session.open(), later(5)]))[0]).toEqual(empty);
		await later(60_000);
		expect(hub.got).toEqual([]);
	});

	it('closed: nothing is sent any more, and the text stays here', async () => {
		session.change(titled('x'));
		session.close();
		await later(60_000);
		expect(hub.got).toEqual([]);
		expect(disk.title()).toBe('x');
	});
});

describe('somebody else saved meanwhile', () => {
	beforeEach(() => void hub.drafts.set('draft1', { title: 'theirs', version: 2, saveId: 'theirs' }));

	it('the text becomes a draft of its own, both are kept, and what follows goes to the new one', async () => {
		session.change(titled('mine'));
		await later(1000);
		expect(session.state).toEqual({ kind: 'conflict', otherId: 'draft1' });
		expect(session.draftId).not.toBe('draft1');
		expect(hub.title()).toBe('theirs');
		expect(hub.title(session.draftId)).toBe('mine');
		expect(disk.unsaved()).toEqual([]);
		session.change(titled('mine too'));
		await later(1000);
		expect(hub.title()).toBe('theirs');
		expect(hub.title(session.draftId)).toBe('mine too');
		expect(hub.got.at(-1)).toMatchObject({ draftId: session.draftId, base: 1 });
	});

	it('a change during that send is kept under the new draft, not under the old', async () => {
		hub.delay = 1000;
		session.change(titled('mine'));
		await later(700);
		session.change(titled('mine too'));
		await later(1000);
		expect([...disk.drafts.keys()]).toEqual([session.draftId]);
		expect(disk.title(session.draftId)).toBe('mine too');
		await later(5000);
		expect(hub.title(session.draftId)).toBe('mine too');
		expect(hub.drafts.size).toBe(2);
	});
});

describe('a full disk', () => {
	beforeEach(() => (disk.full = true));

	it('is told, and writing goes on to the hub', async () => {
		session.change(titled('x'));
		await later(10);
		expect(session.state).toMatchObject({ kind: 'failed', error: { code: 'disk_full' } });
		await later(1000);
		expect(hub.title()).toBe('x');
		expect(session.state).toMatchObject({ kind: 'saved', here: { code: 'disk_full' } });
		disk.full = false;
		session.change(titled('xy'));
		await later(1000);
		expect(session.state).toEqual({ kind: 'saved', at: expect.any(Number) as number });
	});

	it('with the hub away is never called safe, and is sent when it is back', async () => {
		hub.down = true;
		session.change(titled('x'));
		await later(5000);
		expect(session.state).toMatchObject({ kind: 'failed', error: { code: 'disk_full' } });
		hub.down = false;
		await later(31_000);
		expect(hub.title()).toBe('x');
		expect(session.state.kind).toBe('saved');
	});

	it('that has room again keeps the next change', async () => {
		hub.down = true;
		session.change(titled('x'));
		await later(1000);
		disk.full = false;
		session.change(titled('xy'));
		await later(5000);
		expect(session.state.kind).toBe('local');
		expect(disk.title()).toBe('xy');
	});
});

it('a refusal is told and not repeated until something changes', async () => {
	hub.refuse = new UserError('not_allowed');
	session.change(titled('x'));
	await later(600_000);
	expect(session.state).toMatchObject({ kind: 'failed', error: { code: 'not_allowed' } });
	expect(disk.title()).toBe('x');
	hub.refuse = null;
	session.change(titled('xy'));
	await later(2000);
	expect(session.state.kind).toBe('saved');
});

describe('opened with what was last heard of the hub', () => {
	const reopen = (version: number, title: string) => {
		session.close();
		const heard = { draftId: 'draft1', version, savedAt: 5, lesson: titled(title) };
		session = new DraftSession(heard, disk, hub.send);
		return session.open();
	};
	const opened = async (version: number, title: string) => {
		const lesson = reopen(version, title);
		await later(100);
		return (await lesson).title;
	};
	beforeEach(async () => {
		session.change(titled('saved here'));
		await later(2000);
		expect(hub.drafts.get('draft1')?.version).toBe(2);
	});

	it('shows what was saved from here since, and sends nothing', async () => {
		expect(await opened(1, 'heard before')).toBe('saved here');
		expect(session.state.kind).toBe('saved');
		await later(60_000);
		expect(hub.got).toHaveLength(1);
	});

	it('goes on writing upon it without a conflict', async () => {
		await opened(1, 'heard before');
		session.change(titled('and more'));
		await later(2000);
		expect(hub.title()).toBe('and more');
		expect(session.otherId).toBeNull();
	});

	it('takes what somebody else saved since', async () => {
		expect(await opened(3, 'a colleague')).toBe('a colleague');
	});
});

describe('flush', () => {
	const settled = async (promise: Promise<void>, ms: number) =>
		(
			await Promise.all([
				promise.then(
					() => 'sent',
					(error: unknown) => error
				),
				later(ms)
			])
		)[0];

	it('sends now', async () => {
		session.change(titled('x'));
		expect(await settled(session.flush(), 100)).toBe('sent');
		expect(hub.title()).toBe('x');
	});

	it('with nothing to send resolves', async () => {
		expect(await settled(session.flush(), 1)).toBe('sent');
		expect(hub.got).toEqual([]);
	});

	it('waits for what is on its way, and sends what was changed after', async () => {
		hub.delay = 1000;
		session.change(titled('x'));
		await later(700);
		expect(await settled(session.flush(), 3000)).toBe('sent');
		expect(hub.got).toHaveLength(1);
		session.change(titled('xy'));
		await later(700);
		session.change(titled('xyz'));
		expect(await settled(session.flush(), 9000)).toBe('sent');
		expect(hub.title()).toBe('xyz');
	});

	it('rejects with why the hub has not got it', async () => {
		hub.down = true;
		session.change(titled('x'));
		expect(await settled(session.flush(), 100)).toMatchObject({ code: 'hub_unreachable' });
		hub.down = false;
		hub.refuse = new UserError('not_signed_in');
		expect(await settled(session.flush(), 100)).toMatchObject({ code: 'not_signed_in' });
	});
});

describe('a database of the hub that does not answer', () => {
	it.each(['hub_database_away', 'hub_database_failing'] as const)(
		'keeps the text here, and it is sent when it is back: %s',
		async (code) => {
			hub.refuse = new UserError(code);
			session.change(titled('x'));
			await later(5000);
			expect(session.state.kind).toBe('local');
			expect(disk.title()).toBe('x');
			hub.refuse = null;
			await later(31_000);
			expect(hub.title()).toBe('x');
			expect(session.state.kind).toBe('saved');
		}
	);
});

describe('a full disk of the hub', () => {
	it('is told as what it is, the text stays here, and it is sent when there is room', async () => {
		hub.refuse = new UserError('hub_disk_full');
		session.change(titled('x'));
		await later(5000);
		expect(session.state).toMatchObject({ kind: 'local', why: { code: 'hub_disk_full' } });
		expect(disk.title()).toBe('x');
		hub.refuse = null;
		await later(31_000);
		expect(hub.title()).toBe('x');
		expect(session.state.kind).toBe('saved');
		expect(disk.unsaved()).toEqual([]);
	});
});

describe('a version', () => {
	const kept = () => [...hub.versions.values()];

	it('goes with the next save, also when nothing else has changed', async () => {
		session.keepVersion('named', '讲稿', titled('一'));
		await later(100);
		expect(kept()).toEqual(['讲稿: 一']);
		expect(session.waiting).toEqual([]);
		expect(session.state.kind).toBe('saved');
	});

	it('asked for while the hub is away waits here, says so, outlives a crash, and is kept once', async () => {
		hub.down = true;
		session.keepVersion('named', '讲稿', titled('一'));
		session.change(titled('二'));
		await later(3000);
		expect(session.waiting.map(({ name }) => name)).toEqual(['讲稿']);
		session.close();
		session = visit();
		await Promise.all([session.open(), later(5)]);
		expect(session.waiting.map(({ name }) => name)).toEqual(['讲稿']);
		hub.down = false;
		hub.loseAnswer = true;
		await later(40_000);
		expect(kept()).toEqual(['讲稿: 一']);
		expect(hub.title()).toBe('二');
		expect(session.waiting).toEqual([]);
		expect(disk.unsaved()).toEqual([]);
	});

	it('asked for during a send goes with the next', async () => {
		hub.delay = 1000;
		session.change(titled('一'));
		await later(700);
		session.keepVersion('restore', '', titled('一半'));
		await later(5000);
		expect(kept()).toEqual([': 一半']);
		expect(session.waiting).toEqual([]);
	});
});
