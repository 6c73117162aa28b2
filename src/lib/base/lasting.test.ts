import { expect, it } from 'vitest';
import { Lasting } from './lasting';

it('is made once, also for those who ask while it is being made', async () => {
	let times = 0;
	const one = new Lasting(() => Promise.resolve(++times));
	expect(one.made).toBeNull();
	expect(await Promise.all([one.get(), one.get(), one.made])).toEqual([1, 1, 1]);
	expect(await one.get()).toBe(1);
});

it('is made anew when it could not be made, or was let go', async () => {
	let times = 0;
	const one = new Lasting(() =>
		++times < 3 ? Promise.reject(new Error(`try ${times}`)) : Promise.resolve(times)
	);
	await expect(one.get()).rejects.toThrow('try 1');
	expect(one.made).toBeNull();
	await expect(one.get()).rejects.toThrow('try 2');
	expect(await one.get()).toBe(3);
	one.letGo();
	expect(await one.get()).toBe(4);
});

it('does not let go of what was made after it', async () => {
	const tries: ((why?: Error) => void)[] = [];
	const one = new Lasting(
		() => new Promise<string>((resolve, reject) => tries.push((why) => (why ? reject(why) : resolve('here'))))
	);
	const first = one.get();
	one.letGo();
	const second = one.get();
	tries[0]!(new Error('too late'));
	await expect(first).rejects.toThrow('too late');
	expect(one.made).toBe(second);
	tries[1]!();
	expect(await one.get()).toBe('here');
});
