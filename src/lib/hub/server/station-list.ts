import type { OrgPath, ShownStation } from '$lib/store';
import { allows } from '../may';
import type { Person } from './accounts';
import { idInRow, isTitled, stationIds, type Beginning, type Lookup } from './lookup';
import type { Stations } from './stations';
import type { Units } from './units';

/** How many stations a list shows that was not asked for more. */
export const listedStations = 100;

/** How many devices of a station are looked at. */
const mostDevices = 100;

/** A row of the officials' list. `lastContact` in ms, null when the station never called. */
export interface StationRow {
	stationId: string;
	name: string;
	org: OrgPath;
	/** What its units are called now. */
	names: string[];
	people: number;
	devices: number;
	lastContact: number | null;
}

/** The stations of a branch as officials see them. */
export class StationList {
	constructor(
		private readonly lookup: Lookup,
		private readonly stations: Pick<Stations, 'contacts'>,
		private readonly units: Pick<Units, 'tree'>
	) {}

	/** How many stations there are in a branch and below it: of each no more than its id is read. */
	async count(branch: OrgPath): Promise<number> {
		let count = 0;
		for await (const _ of (await this.lookup.now('stations')).all(stationIds.at(branch))) count++;
		return count;
	}

	/** The stations of a person's branch, place by place, at most `limit`; `find`: of those in whose name or place these words stand, gone on `from`. */
	async list(by: Person, limit = listedStations, find = '', from?: string): Promise<Beginning<StationRow>> {
		if (!allows(by, 'list stations')) return { rows: [], more: false };
		const rows = await this.lookup.now('stations');
		const isFound = isTitled(find);
		const tree = await this.units.tree();
		const isWanted = ({ name, org }: ShownStation) =>
			isFound({ title: [...tree.names(org), name].join(' ') });
		const start = stationIds.at(by.branch);
		const { rows: shown, ...behind } = await rows.list<ShownStation>('site', start, limit, {
			isWanted,
			from
		});
		const stations = await Promise.all(
			shown.map(async (station) => ({
				station,
				devices: await rows.ids(stationIds.devices(station.stationId), mostDevices)
			}))
		);
		const heard = await this.stations.contacts.of(stations.flatMap(({ devices }) => devices.map(idInRow)));
		return {
			rows: stations.map(({ station, devices }) => ({
				...station,
				names: tree.names(station.org),
				devices: devices.length,
				lastContact: devices.length ? Math.max(...devices.map((row) => heard.get(idInRow(row)) ?? 0)) : null
			})),
			...behind
		};
	}
}
