import { LedgerHub, official, village } from '$lib/hub/server/ledger.fixture';
import { StationList } from '$lib/hub/server/station-list';
import { ids, type Device, type OrgPath } from '$lib/store';
import type { Database } from '$lib/store/node';
import { cpu } from './cpu';

/** Goal: an official's page of stations costs at most 100 CPU-ms and 100 KB whatever their number, also after all have called. */
export async function bench(): Promise<void> {
	const hub = await LedgerHub.open();
	const devices = hub.db.accounts as Database<object> as Database<Device>;
	const people = Array.from({ length: 60 }, (_, i) => ({ id: `p${i}`, name: `王秀英${i}`, pin: null }));
	const site = (n: number) => {
		const org: OrgPath = [...village.slice(0, 2), `县${n % 100}`, `镇${n % 1000}`, `村${n}`];
		const body = { id: ids.site(`s${n}`), stationId: `s${n}`, name: `村${n}`, org, people };
		return {
			_id: ids.site(`s${n}`),
			kind: 'site',
			formatVersion: 1,
			keyId: 'k',
			signed: JSON.stringify(body)
		};
	};
	const device = (n: number): Device => ({
		...{ _id: ids.device(`d${n}`), kind: 'device', formatVersion: 1, stationId: `s${n}` },
		...{ publicKey: { kty: '', crv: '', x: '', y: '' }, credentialHash: '', enrolledAt: 1 },
		...{ lastContact: Date.now(), revoked: false }
	});
	try {
		console.log(
			'  stations: taking one in; the page of the province / a county / found by name / how many there are (CPU-ms, bytes)'
		);
		let made = 0;
		for (const many of [200, 2000, 20_000]) {
			const before = made;
			let taking = 0;
			while (made < many) {
				const some = Array.from({ length: Math.min(500, many - made) }, (_, i) => made + i);
				await hub.db.sites.bulkDocs(some.map(site) as never[]);
				await devices.bulkDocs(some.map(device));
				made += some.length;
				taking += await cpu(() => hub.lookup.now('stations'));
			}
			const list = new StationList(hub.lookup, hub.stations, hub.units);
			const all = () => list.list(official);
			const county = () => list.list({ ...official, branch: [...village.slice(0, 2), '县7'] });
			const found = () => list.list(official, 100, `村${many - 1}`);
			const count = () => list.count(official.branch);
			await all();
			const figures = [
				...[await cpu(all, 10), await cpu(county, 10)],
				...[await cpu(found, 3), await cpu(count, 3)]
			].map((ms) => ms.toFixed(1));
			const bytes = JSON.stringify(await all()).length;
			console.log(
				`    ${many}: ${(taking / (many - before)).toFixed(1)}; ${figures[0]} (${bytes} B) / ${figures[1]} / ${figures[2]} / ${figures[3]}`
			);
		}
	} finally {
		await hub.close();
	}
}
