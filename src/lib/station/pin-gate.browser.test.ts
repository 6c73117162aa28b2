import { hashPin, newId } from '$lib/base';
import type { Entry } from '$lib/ledger';
import { Journal } from '$lib/store/browser';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { PinGate } from './pin-gate';

let stored: { salt: string; hash: string };
let journal: Journal<Entry>;
let clock = 1_000_000;
const now = () => clock;
let gate: PinGate;

beforeAll(async () => {
	stored = await hashPin('2468');
});
beforeEach(() => {
	journal = new Journal(`test-${newId()}`);
	gate = new PinGate(journal, now);
});

const wrong = () => expect(gate.check('keeper', '0000', stored)).rejects.toMatchObject({ code: 'wrong_pin' });
const waits = (seconds: number, pin = '2468') =>
	expect(gate.check('keeper', pin, stored)).rejects.toMatchObject({
		code: 'too_many_tries',
		details: { seconds }
	});

it('opens at the right PIN, and a slip or two costs nothing', async () => {
	await gate.check('keeper', '2468', stored);
	await wrong();
	await wrong();
	await gate.check('keeper', '2468', stored);
	await wrong();
	await wrong();
	await gate.check('keeper', '2468', stored);
});

it('makes each further try wait twice as long, the right PIN too, and up to a quarter of an hour', async () => {
	for (let i = 0; i < 3; i++) await wrong();
	await waits(10);
	clock += 9_999;
	await waits(1);
	clock += 1;
	await wrong();
	await waits(20);
	clock += 19_999;
	await waits(1);
	clock += 1;
	for (let i = 0; i < 8; i++) {
		await wrong();
		clock += 15 * 60_000;
	}
	await wrong();
	await waits(15 * 60);
	clock += 15 * 60_000;
	await gate.check('keeper', '2468', stored);
	await wrong();
});

it('remembers after the page was loaded anew, and in another window', async () => {
	for (let i = 0; i < 3; i++) await wrong();
	const other = new Journal<Entry>((journal as unknown as { name: string }).name);
	await expect(new PinGate(other, now).check('keeper', '2468', stored)).rejects.toMatchObject({
		code: 'too_many_tries'
	});
});

it('counts tries that come all at once', async () => {
	const tries = await Promise.allSettled(
		Array.from({ length: 20 }, () => gate.check('keeper', '0000', stored))
	);
	const codes = tries.map((one) =>
		one.status === 'rejected' ? (one.reason as { code: string }).code : 'open'
	);
	expect(codes.filter((code) => code === 'wrong_pin')).toHaveLength(3);
	expect(codes.filter((code) => code === 'too_many_tries')).toHaveLength(17);
});

it('keeps people apart, and a clock that is put back locks nobody out for longer', async () => {
	for (let i = 0; i < 3; i++) await wrong();
	await gate.check('wang', '2468', stored);
	clock -= 365 * 24 * 3600_000;
	await waits(10);
});
