import { expect, test, type Page } from '@playwright/test';
import { computers } from './computers';
import { enrol, makeStation, official, signIn } from './steps';

const { startHub, browser } = computers();

/** A station whose disk a test can hold: `databases` fail to open, `files` and what is remembered of them do not answer, for as long as they are named. */
async function stationWithDisk(): Promise<{ station: Page; hold: (...what: string[]) => Promise<void> }> {
	const hub = await startHub();
	const desk = await browser().open();
	await signIn(desk, hub, official);
	const code = await makeStation(desk, hub, '北山村', '陈玉珍 杨德福');
	const village = browser();
	const first = await village.open(hub.origin);
	await enrol(first, hub, code);
	await expect(first.getByTestId('sync')).toHaveAttribute('data-state', 'current', { timeout: 60_000 });
	await hub.kill();
	const station = await village.context.newPage();
	await first.close();
	await station.addInitScript(() => {
		const held = new Set(JSON.parse(localStorage.getItem('held') ?? '[]') as string[]);
		Object.assign(window, { held });
		const open = Reflect.get(IDBFactory.prototype, 'open');
		IDBFactory.prototype.open = function (name, version) {
			if (!held.has('databases')) {
				const request = open.call(this, name, version);
				if (name === 'yuanke-derived') delay(request);
				return request;
			}
			// Asked for a version older than the one there is, it fails as a damaged one does: with an error event.
			open.call(this, 'newer', 2);
			return open.call(this, 'newer', 1);
		};
		/** What a station remembers of its lessons opens when the files answer. */
		function delay(request: IDBOpenDBRequest): void {
			const listen = request.addEventListener.bind(request) as EventTarget['addEventListener'];
			request.addEventListener = (type: string, listener: EventListener) =>
				listen(type, (event) => {
					const tell = () => (held.has('files') ? setTimeout(tell, 50) : listener.call(request, event));
					if (type === 'success') tell();
					else listener.call(request, event);
				});
		}
		const keys = Reflect.get(FileSystemDirectoryHandle.prototype, 'keys');
		FileSystemDirectoryHandle.prototype.keys = function () {
			const names = keys.call(this);
			const next = names.next.bind(names);
			names.next = async () => {
				while (held.has('files')) await new Promise((resolve) => setTimeout(resolve, 50));
				return next();
			};
			return names;
		};
	});
	const hold = async (...what: string[]) =>
		station.evaluate((names) => {
			localStorage.setItem('held', JSON.stringify(names));
			const { held } = window as unknown as { held: Set<string> };
			held.clear();
			for (const name of names) held.add(name);
		}, what);
	await station.goto(`${hub.origin}/station`);
	return { station, hold };
}

test('a station whose disk does not answer at first says so, opens by itself when it does, and lets people in before the lessons', async () => {
	const { station, hold } = await stationWithDisk();
	const name = station.getByRole('button', { name: '陈玉珍' });
	await expect(name).toBeVisible();
	await hold('databases', 'files');
	await station.reload();
	await expect(station.getByText('一时读不出这台电脑里存的东西')).toBeVisible();
	await expect(name).toBeHidden();

	await hold('files');
	await expect(name).toBeVisible();
	await expect(station.getByText('一时读不出这台电脑里存的东西')).toBeHidden();
	await name.click();
	await expect(station.getByText('正在看这台电脑上有哪些课')).toBeVisible();
	await expect(station.getByText('课还没有传到本站')).toBeHidden();

	await hold();
	await expect(station.getByTestId('lesson').first()).toBeVisible();
	await expect(station.getByText('正在看这台电脑上有哪些课')).toBeHidden();
});
