import { afterEach, expect, test, vi } from 'vitest';
import { buckets, networkOf, Tries } from './tries';
import { CountsInMemory } from './try-counts';

afterEach(() => void vi.useRealTimers());

const limits = { pair: 3, address: 10, name: 6 };
const outcome = (tries: Tries, name: string, from: string) =>
	tries.begin(name, from).then(
		({ lane }) => lane,
		(error: { code: string }) => error.code
	);

test('a name that many addresses guess goes last, except from where it came before', async () => {
	const tries = new Tries(limits);
	await (await tries.begin('刘', 'home')).succeeded();
	for (let i = 0; i < 6; i++) expect(await outcome(tries, '刘', `a${i}`)).toBe('new');
	expect(await outcome(tries, '刘', 'a7')).toBe('suspect');
	expect(await outcome(tries, '刘', 'home')).toBe('known');
	expect(await outcome(tries, '王', 'a8')).toBe('new');
});

test('an address that guesses many names waits; who is known there does not', async () => {
	const tries = new Tries(limits);
	await (await tries.begin('刘', 'office')).succeeded();
	for (let i = 0; i < 10; i++) expect(await outcome(tries, `n${i}`, 'office')).toBe('new');
	expect(await outcome(tries, 'n11', 'office')).toBe('too_many_tries');
	expect(await outcome(tries, '刘', 'office')).toBe('known');
});

test('a whole office that signs in rightly from one address is not counted', async () => {
	const tries = new Tries(limits);
	for (let i = 0; i < 50; i++) await (await tries.begin(`n${i}`, 'office')).succeeded();
	expect(await outcome(tries, 'guest', 'office')).toBe('new');
});

test('a flood of names and addresses fills a bounded memory and clears no counter', async () => {
	const counts = new CountsInMemory();
	const tries = new Tries(limits, counts);
	await (await tries.begin('王', '8.8.8.8')).succeeded();
	for (let i = 0; i < 3; i++) await outcome(tries, '刘', '9.9.9.9');
	expect(await outcome(tries, '刘', '9.9.9.9')).toBe('too_many_tries');
	const before = process.memoryUsage().heapUsed;
	for (let i = 0; i < 150_000; i++)
		await outcome(tries, `n${i}`, `${i >> 16}.${(i >> 8) & 255}.${i & 255}.1`);
	expect(counts.size).toBeLessThanOrEqual(3 * buckets);
	console.log(`${counts.size} counters, ${Math.round((process.memoryUsage().heapUsed - before) / 1e6)} MB`);
	expect(await outcome(tries, '刘', '9.9.9.9')).toBe('too_many_tries');
	expect(await outcome(tries, '王', '8.8.8.8')).toBe('known');
}, 60_000);

test('after ten minutes one may try again, and who waits is told for how long', async () => {
	vi.useFakeTimers({ toFake: ['Date'] });
	const tries = new Tries(limits);
	for (let i = 0; i < 4; i++) await outcome(tries, '刘', 'x');
	const waits = (seconds: number) =>
		expect(tries.begin('刘', 'x')).rejects.toMatchObject({ code: 'too_many_tries', details: { seconds } });
	await waits(600);
	vi.setSystemTime(Date.now() + 9 * 60_000);
	await waits(60);
	vi.setSystemTime(Date.now() - 9 * 60_000);
	vi.setSystemTime(Date.now() + 10 * 60_000 + 1);
	expect(await outcome(tries, '刘', 'x')).toBe('new');
});

test.each([
	['1.2.3.4', '1.2.3.4'],
	['::ffff:1.2.3.4', '1.2.3.4'],
	['2001:db8:1:2:3:4:5:6', '2001:0db8:0001:0000::/56'],
	['2001:0db8:0001:12ff::1', '2001:0db8:0001:1200::/56'],
	['2001:db8::1', '2001:0db8:0000:0000::/56'],
	['fe80::1%eth0', 'fe80:0000:0000:0000::/56'],
	['::1', '0000:0000:0000:0000::/56'],
	['beside the proxy', 'beside the proxy']
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));
