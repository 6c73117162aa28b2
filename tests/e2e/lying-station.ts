import { pageHash, type Entry, type EntryBody } from '$lib/ledger';
import type { HubProcess } from './hub-process';
import { stationByHand } from './station-by-hand';

/**
 * A station whose keeper knows how to talk to the hub by hand: enrols with a code, records that the first of its people passed, and
 * then everything that cannot be: a person who is not on the list, the year 2099, a far page, a second first page.
 */
export async function sendWhatCannotBe(hub: HubProcess, code: string): Promise<void> {
	const { people, lessonIds, page, push } = await stationByHand(hub, code);
	const [[person], [lessonId = '']] = [people, lessonIds];

	const entry = (seq: number, body: EntryBody, change: Partial<Entry> = {}): Entry => ({
		...{ seq, at: new Date().toISOString(), bootId: 'b', monotonic: seq, body },
		by: { id: person?.id ?? '', name: person?.name ?? '', how: 'list' },
		...change
	});
	const attempt = { attemptId: 'abcdefgh', lessonId, release: 1, title: '', resumed: false };
	const opened: EntryBody = { kind: 'attempt-opened', ...attempt };
	const standing = (success: 'passed' | 'failed', attemptId = attempt.attemptId): EntryBody => ({
		...{ kind: 'attempt-status', attemptId, completion: 'completed', success, scaled: 1, seconds: 60 }
	});
	const first = await page(1, null, [entry(1, opened), entry(2, standing('passed'))]);
	const lies = await page(2, await pageHash(first), [
		entry(3, standing('failed'), { at: '2099-01-01T00:00:00.000Z' }),
		entry(4, { ...opened, attemptId: 'zzzzzzzz' }, { by: { id: 'nobody', name: '张三', how: 'list' } })
	]);
	await push(first);
	await push(lies, await page(99_999_999, 'f'.repeat(64), [entry(9, standing('failed'))]));
	await push(await page(1, null, [entry(1, opened, { bootId: 'other' }), entry(2, standing('failed'))]));
}
