import { afterEach, describe, expect, it, vi } from 'vitest';
import { Later } from './later';

let stop = () => {};
afterEach(() => stop());

/** Leaves the page no idle moment. */
function keepBusy(): void {
	let on = true;
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		const until = performance.now() + 20;
		while (performance.now() < until);
		if (on) port2.postMessage(null);
	};
	port2.postMessage(null);
	stop = () => (on = false);
}

describe('work that can wait', () => {
	it('is done once for many requests, and not at once', async () => {
		const work = vi.fn();
		const later = new Later(50, 50, work);
		for (let i = 0; i < 5; i++) later.ask();
		expect(work).not.toHaveBeenCalled();
		await vi.waitFor(() => expect(work).toHaveBeenCalled());
		await new Promise((done) => setTimeout(done, 150));
		expect(work).toHaveBeenCalledTimes(1);
	});

	it('is done also where no moment is idle', async () => {
		keepBusy();
		const work = vi.fn();
		new Later(50, 100, work).ask();
		await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(1), { timeout: 5000 });
	});

	it('is done now on demand, and then not again', async () => {
		const work = vi.fn();
		const later = new Later(50, 50, work);
		later.now();
		expect(work).not.toHaveBeenCalled();
		later.ask();
		later.now();
		expect(work).toHaveBeenCalledTimes(1);
		await new Promise((done) => setTimeout(done, 150));
		expect(work).toHaveBeenCalledTimes(1);
	});
});
