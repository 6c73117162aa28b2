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
import { attemptIds, idInRow, sumOf, type Lookup, type LookupRows } from './lookup';

/** How many attempts of a village are shown at once, and how many devices of whose pages something was not counted. */
const [shownAttempts, shownDoubts] = [50, 50];

/** Attempts that began in a month at a place or station, by the programme's clock. */
export interface MonthCounts {
	/** `yyyy-mm` */
	month: string;
	counts: Counts;
}

/** What was learned at a place. */
export interface PlaceResults {
	place: OrgPath;
	/** All of it, and that of each place right below, by name. */
	counts: Counts;
	below: { name: string; counts: Counts }[];
	/** By month, the first first. */
	months: MonthCounts[];
	/** The last gone on with; at a village those last begun, and whether there are more. */
	attempts: AttemptFigure[];
	more: boolean;
	/** Devices of whose pages something was not counted. */
	notCounted: ChainFigure[];
}

/** What was learned where, as officials see it. */
export class Results {
	readonly #figures: Database<Figure>;

	constructor(
		db: Pick<Databases, 'figures'>,
		private readonly lookup: Lookup,
		/** Has everything counted that is here. */
		private readonly catchUp: () => Promise<void>
	) {
		this.#figures = db.figures;
	}

	/** The results of a place that belongs to a person's own, at most `shown` attempts of a village. Throws `UserError('not_found')`. */
	async at(place: OrgPath, by: Person, shown = shownAttempts): Promise<PlaceResults> {
		if (!allows(by, 'see results') || !inBranch(place, by.branch)) throw new UserError('not_found');
		await this.catchUp();
		const rows = await this.lookup.now('figures');
		const months: MonthCounts[] = [];
		const below = new Map<string, Counts[]>();
		const totals: string[] = [];
		for await (const id of rows.all(attemptIds.total(place))) totals.push(id);
		for (const total of await rows.documents(totals)) {
			if (!total?.below) continue;
			months.push({ month: idInRow(total._id), counts: sumOf(Object.values(total.below)) });
			for (const [name, counts] of Object.entries(total.below))
				below.set(name, [...(below.get(name) ?? []), counts]);
		}
		const places = [...below].flatMap(([name, counts]) => {
			const sum = sumOf(counts);
			return name.startsWith('/') || !sum[0] ? [] : [{ name, counts: sum }];
		});
		const { attempts, more } = await this.#attempts(rows, place, shown, places.length === 0);
		const doubts = await rows.ids(attemptIds.doubt(place), shownDoubts);
		return {
			place,
			counts: sumOf(months.map(({ counts }) => counts)),
			below: places.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
			months: months.filter(({ counts }) => counts[0]),
			attempts,
			more,
			notCounted: await this.#read<ChainFigure>(doubts.map(idInRow))
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
