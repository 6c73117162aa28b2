import type { OrgPath, Unit } from '$lib/store';

/** All units there are, read as of a date. */
export class UnitTree {
	readonly #units = new Map<string, Unit>();
	/** By parent ('' at the top) and present name. */
	readonly #children = new Map<string, Map<string, string>>();

	/** Takes in a unit as it is written now. */
	set(unit: Unit): void {
		const before = this.#units.get(unit.unitId);
		if (before) this.#siblings(before).delete(presentOf(before).name);
		this.#units.set(unit.unitId, unit);
		this.#siblings(unit).set(presentOf(unit).name, unit.unitId);
	}

	get(unitId: string): Unit | undefined {
		return this.#units.get(unitId);
	}

	get size(): number {
		return this.#units.size;
	}

	/** What a unit was called at a moment (ISO 8601), now when left out; one that is not known by its id. */
	nameOf(unitId: string, at?: string): string {
		const unit = this.#units.get(unitId);
		return unit ? stateAt(unit, at).name : unitId;
	}

	/** The names of a path's units. */
	names(path: OrgPath, at?: string): string[] {
		return path.map((unitId) => this.nameOf(unitId, at));
	}

	/** From the province down to a unit, as it lay at a moment (ISO 8601), now when left out. */
	pathOf(unitId: string, at?: string): OrgPath {
		const path: string[] = [];
		for (let id: string | null = unitId; id !== null && !path.includes(id);) {
			path.unshift(id);
			const unit = this.#units.get(id);
			id = unit ? stateAt(unit, at).parent : null;
		}
		return path;
	}

	/** The unit right below another (null: at the top) that is called so now. */
	childNamed(parent: string | null, name: string): string | undefined {
		return this.#children.get(parent ?? '')?.get(name);
	}

	#siblings(unit: Unit): Map<string, string> {
		const parent = presentOf(unit).parent ?? '';
		let siblings = this.#children.get(parent);
		if (!siblings) this.#children.set(parent, (siblings = new Map<string, string>()));
		return siblings;
	}
}

/** How a unit is now. */
export const presentOf = (unit: Unit) => unit.states.at(-1)!;

/** Before its first state it is taken to have been as it was then: nobody wrote down what was before. */
const stateAt = (unit: Unit, at?: string) =>
	(at === undefined ? unit.states.at(-1) : unit.states.findLast(({ from }) => from <= at)) ?? unit.states[0]!;
