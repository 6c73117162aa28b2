import { expect, it } from 'vitest';
import { KeptKeeper } from './kept-keeper';
import type { KeptStorage } from './protocol';

const kept = (value: string): KeptStorage => ({ launch: 'a'.repeat(26), local: { value }, cookies: [] });

it('a package that writes faster than the disk has its newest state kept, and leaving waits for it', async () => {
	const written: string[] = [];
	const keeper = new KeptKeeper(async ({ local }) => {
		await new Promise((resolve) => setTimeout(resolve, 5));
		written.push(local.value!);
	});
	for (let i = 1; i <= 100; i++) keeper.take(kept(String(i)));
	await keeper.settled();
	expect(written).toEqual(['1', '100']);
	keeper.take(kept('101'));
	await keeper.settled();
	expect(written.at(-1)).toBe('101');
});

it('a write that fails does not keep the next from being tried', async () => {
	const written: string[] = [];
	const keeper = new KeptKeeper(async ({ local }) => {
		if (local.value === '1') throw new Error('full');
		await Promise.resolve(written.push(local.value!));
	});
	keeper.take(kept('1'));
	keeper.take(kept('2'));
	await keeper.settled();
	expect(written).toEqual(['2']);
});
