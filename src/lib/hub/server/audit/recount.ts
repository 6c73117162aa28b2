import type { Clock } from '$lib/base';
import { figuresFormat, type ConsumerFigure, type Figure } from '$lib/store';
import type { Database, Databases } from '$lib/store/node';
import { notFoundIsNull } from '../documents';
import { Figures } from '../figures';
import type { Stations } from '../stations';
import { everyDocument, type Stored } from './every-document';
import type { AuditReport } from './finding';

/**
 * Counts all records anew into an empty database and compares. `db` is written to: what a hub that fell had not counted yet is
 * counted first.
 */
export async function auditFigures(
	db: Pick<Databases, 'records' | 'catalogue' | 'figures'>,
	empty: Databases['figures'],
	stations: Stations,
	generation: string,
	now: Clock,
	report: AuditReport
): Promise<void> {
	const note = (await notFoundIsNull(db.figures.get('consumer:records'))) as ConsumerFigure | null;
	// Made anew at the next start, whatever they say.
	if (note?.generation !== generation || Number(note.formatVersion) !== figuresFormat)
		return report.found('figures_stale', 'figures');
	await new Figures(db, stations, generation, now).catchUp();
	const { update_seq: last } = await db.records.info();
	const timer = setInterval(() => {
		const told = notFoundIsNull(empty.get('consumer:records')).catch(() => null);
		void told.then(
			(at) => at && report.progress('figures', countOf((at as ConsumerFigure).since), countOf(last))
		);
	}, 1000);
	try {
		await new Figures({ ...db, figures: empty }, stations, generation, now).rebuild();
	} finally {
		clearInterval(timer);
	}
	await compare(db.figures, empty, report);
}

/** How many changes a sequence stands for: a number, or what an opaque text of CouchDB begins with. */
const countOf = (since: number | string) => Number.parseInt(String(since), 10);

async function compare(stored: Database<Figure>, anew: Database<Figure>, report: AuditReport): Promise<void> {
	const [left, right] = [oneByOne(stored), oneByOne(anew)];
	let [a, b] = [await left.next(), await right.next()];
	while (!a.done || !b.done) {
		const [one, other] = [a.value as Stored<Figure> | undefined, b.value as Stored<Figure> | undefined];
		const order = !one ? 1 : !other ? -1 : one._id < other._id ? -1 : one._id > other._id ? 1 : 0;
		if (order !== 0 || essence(one!) !== essence(other!))
			report.found('figure_differs', (order > 0 ? other : one)!._id);
		if (order <= 0) a = await left.next();
		if (order >= 0) b = await right.next();
	}
}

async function* oneByOne(db: Database<Figure>): AsyncGenerator<Stored<Figure>> {
	for await (const docs of everyDocument(db)) for (const doc of docs) if (doc.kind !== 'consumer') yield doc;
}

/** What a figure says, whatever the order of its fields. */
function essence({ _rev, ...figure }: Stored<Figure>): string {
	return JSON.stringify(figure, (_, value: unknown) =>
		value && typeof value === 'object' && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value
	);
}
