import { iso, SerialQueue, UserError, type Clock } from '$lib/base';
import {
	orgLevels,
	unitIdOf,
	unitKind,
	unitsOfNames,
	type OrgNames,
	type OrgPath,
	type Unit
} from '$lib/store';
import { storeFailure, type Database } from '$lib/store/node';
import { presentOf, UnitTree } from '../unit-tree';
import { statusOf } from './documents';
import { Repository } from './repository';

const portion = 1000;

/** The places of the programme: each a document of its own, whatever it is called. */
export class Units {
	readonly #tree = new UnitTree();
	readonly #units: Repository<Unit>;
	/** Names of older documents whose units are known to be written. */
	readonly #named = new Map<string, OrgPath>();
	/** Those that no disk had room for yet. */
	readonly #unwritten = new Set<string>();
	readonly #queue = new SerialQueue();
	#since: string | number = 0;

	constructor(
		private readonly db: Database<Unit>,
		private readonly now: Clock
	) {
		this.#units = new Repository(db, unitKind, unitsOfNames);
	}

	/** All units, with what was written until now. Each document is read once, whoever wrote it. */
	async tree(): Promise<UnitTree> {
		await this.#queue.run(() => this.#follow());
		return this.#tree;
	}

	/**
	 * The units that the names of a document from before there were any meant; they are written down where that was not done
	 * yet. A full disk keeps nobody from reading: then they are written the next time.
	 */
	async ofNames(names: OrgNames): Promise<OrgPath> {
		const known = this.#named.get(JSON.stringify(names));
		if (known) return known;
		const path = await unitsOfNames(names);
		const tree = await this.tree();
		for (const [depth, unitId] of path.entries()) {
			if (tree.get(unitId) && !this.#unwritten.has(unitId)) continue;
			const unit = newUnit(unitId, depth, names[depth] ?? unitId, path[depth - 1] ?? null, beginning);
			await this.#write(unit).then(
				() => this.#unwritten.delete(unitId),
				(error: unknown) => {
					if (!storeFailure(error)) throw error;
					tree.set(unit);
					this.#unwritten.add(unitId);
				}
			);
		}
		if (!path.some((unitId) => this.#unwritten.has(unitId))) this.#named.set(JSON.stringify(names), path);
		return path;
	}

	/** The path of the units of some names below a place, each made where there is none that is called so now. */
	async ensure(under: OrgPath, names: OrgNames): Promise<OrgPath> {
		const tree = await this.tree();
		let path = under;
		for (const typed of names) {
			const name = typed.trim();
			const there = tree.childNamed(path.at(-1) ?? null, name);
			path = [...path, there ?? (await this.#make(tree, path, name))];
		}
		return path;
	}

	/** Calls a unit otherwise from now on; what was written under the old name keeps it. Throws `UserError('not_found' | 'name_taken')`. */
	async rename(unitId: string, name: string): Promise<void> {
		const tree = await this.tree();
		const unit = tree.get(unitId);
		if (!unit) throw new UserError('not_found');
		const { parent } = presentOf(unit);
		const other = tree.childNamed(parent, name);
		if (other === unitId) return;
		if (other !== undefined) throw new UserError('name_taken', { name });
		await this.#units.put({ ...unit, states: [...unit.states, { from: iso(this.now()), name, parent }] });
		await this.tree();
	}

	async #make(tree: UnitTree, under: OrgPath, name: string): Promise<string> {
		const depth = under.length;
		if (!name || depth >= orgLevels.length) throw new UserError('not_allowed');
		const names = [...tree.names(under), name];
		for (let nth = 1; ; nth++) {
			const unitId = await unitIdOf(names, nth);
			const unit = newUnit(unitId, depth, name, under.at(-1) ?? null, iso(this.now()));
			// One that was called so once and is called otherwise now, or lies elsewhere, is another place.
			if (!tree.get(unitId)) await this.#write(unit);
			if (tree.childNamed(under.at(-1) ?? null, name) === unitId) return unitId;
		}
	}

	/** Writes a new unit; whoever made the same at the same time has. */
	async #write(unit: Unit): Promise<void> {
		await this.#units.put(unit).catch((error: unknown) => {
			if (statusOf(error) !== 409) throw error;
		});
		await this.tree();
	}

	async #follow(): Promise<void> {
		if ((await this.db.info()).update_seq === this.#since) return;
		for (;;) {
			const { results, last_seq: seq } = await this.db.changes({
				...{ since: this.#since, limit: portion, include_docs: true }
			});
			for (const unit of await this.#units.readable(results.map(({ doc }) => doc))) this.#tree.set(unit);
			this.#since = seq;
			if (results.length < portion) return;
		}
	}
}

/** Since when a unit is taken to have been called as the oldest documents call it. */
const beginning = iso(0);

const newUnit = (unitId: string, depth: number, name: string, parent: string | null, from: string): Unit => ({
	_id: `unit:${unitId}`,
	kind: 'unit',
	formatVersion: 1,
	...{ unitId, level: orgLevels[Math.min(depth, orgLevels.length - 1)] ?? 'village', code: null },
	states: [{ from, name, parent }]
});
