import { UserError } from '$lib/base';
import {
	inBranch,
	type AttemptFigure,
	type ChainFigure,
	type Counts,
	type Figure,
	type OrgPath
} from '$lib/store';
import type { Database, Databases } from '$lib/store/node';
import { allows } from '../may';
import type { Person } from './accounts';
import type { UnitTree } from '../unit-tree';
import { attemptIds, idInRow, sumOf, type Lookup, type LookupRows } from './lookup';
import type { Units } from './units';

/** How many attempts of a village are shown at once, and how many devices of whose pages something was not counted. */
const [shownAttempts, shownDoubts] = [50, 50];

/** Attempts that began in a month at a place or station, by the programme's clock. */
export interface MonthCounts {
	/** `yyyy-mm` */
	month: string;
	counts: Counts;
}

/** A place by its id and what it is called. */
export interface NamedPlace {
	id: string;
	name: string;
}

/** What the place it belongs to was called when it was last written on. */
export type WithVillage<F> = F & { village: string };

/** What was learned at a place. */
export interface PlaceResults {
	/** From the province down. */
	place: NamedPlace[];
	/** All of it, and that of each place right below, by name. */
	counts: Counts;
	below: (NamedPlace & { counts: Counts })[];
	/** By month, the first first. */
	months: MonthCounts[];
	/** The last gone on with; at a village those last begun, and whether there are more. */
	attempts: WithVillage<AttemptFigure>[];
	more: boolean;
	/** Devices of whose pages something was not counted. */
	notCounted: WithVillage<ChainFigure>[];
}

/** What was learned where, as officials see it. */
export class Results {
	readonly #figures: Database<Figure>;

	constructor(
		db: Pick<Databases, 'figures'>,
		private readonly lookup: Lookup,
		private readonly units: Pick<Units, 'tree'>,
		/** Has everything counted that is here. */
		private readonly catchUp: () => Promise<void>
	) {
		this.#figures = db.figures;
	}

	/** The results of a place that belongs to a person's own, at most `shown` attempts of a village. Throws `UserError('not_found')`. */
	async at(place: OrgPath, by: Person, shown = shownAttempts): Promise<PlaceResults> {
		if (!allows(by, 'see results') || !inBranch(place, by.branch)) throw new UserError('not_found');
		const tree = await this.units.tree();
		await this.catchUp();
		const rows = await this.lookup.now('figures');
		const months: MonthCounts[] = [];
		const below = new Map<string, Counts[]>();
		const totals: string[] = [];
		for await (const id of rows.all(attemptIds.total(place))) totals.push(id);
		for (const total of await rows.documents(totals)) {
			if (!total?.below) continue;
			months.push({ month: idInRow(total._id), counts: sumOf(Object.values(total.below)) });
			for (const [id, counts] of Object.entries(total.below))
				below.set(id, [...(below.get(id) ?? []), counts]);
		}
		const places = [...below].flatMap(([id, counts]) => {
			const sum = sumOf(counts);
			return id.startsWith('/') || !sum[0] ? [] : [{ id, name: tree.nameOf(id), counts: sum }];
		});
		const { attempts, more } = await this.#attempts(rows, place, shown, places.length === 0);
		const doubts = await rows.ids(attemptIds.doubt(place), shownDoubts);
		const chains = await this.#read<ChainFigure>(doubts.map(idInRow));
		return {
			place: place.map((id) => ({ id, name: tree.nameOf(id) })),
			counts: sumOf(months.map(({ counts }) => counts)),
			below: places.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
			months: months.filter(({ counts }) => counts[0]),
			attempts: attempts.map((attempt) => ({
				...attempt,
				village: nameOfLast(tree, attempt.org, attempt.lastAt)
			})),
			more,
			notCounted: chains.map((chain) => ({
				...chain,
				village: nameOfLast(tree, chain.org) || chain.stationId
			}))
		};
	}

	/** Those of a village one after the other; elsewhere the last ones. */
	async #attempts(rows: LookupRows, place: OrgPath, shown: number, isVillage: boolean) {
		if (isVillage) {
			const ids = await rows.ids(attemptIds.list(place), shown + 1);
			const attempts = await this.#read<AttemptFigure>(ids.slice(0, shown).map(idInRow));
			return { attempts, more: ids.length > shown };
		}
		const [remembered] = await rows.documents([attemptIds.recent(place)]);
		const attempts = await this.#read<AttemptFigure>((remembered?.recent ?? []).map(([, id]) => id));
		return { attempts: attempts.filter(({ org }) => inBranch(org, place)), more: false };
	}

	async #read<F extends Figure>(ids: string[]): Promise<F[]> {
		if (!ids.length) return [];
		const { rows } = await this.#figures.allDocs({ keys: ids, include_docs: true });
		return rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc as F] : []));
	}
}

const nameOfLast = (tree: UnitTree, org: OrgPath, at?: string): string => {
	const unit = org.at(-1);
	return unit === undefined ? '' : tree.nameOf(unit, at);
};
