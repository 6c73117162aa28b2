import type { JsonObject } from '$lib/base';
import type { Outcome } from '$lib/scorm/course';
import type api from 'scorm-again/scorm2004/min';
import { whyNotAsked } from './choice';
import type { CourseTree, Node } from './course-tree';
import { isHidden, mayBeChosen } from './navigation';
import { remembered } from './notes';
import { told, Trial } from './trial';

type Leads = Record<'continue' | 'previous', Outcome>;

/** Where the course leads from where it is, before anybody goes. */
export class LookAhead {
	/** Counts what changed the tree: sessions begun and ended, and requests. */
	changes = 0;
	#made: Trial | null = null;
	readonly #choices = remembered(() => this.#lookForChoices());
	readonly #hidden = remembered(() => this.#lookForHidden());
	readonly #leads = remembered(() => ({
		continue: this.#lookForLeads('continue'),
		previous: this.#lookForLeads('previous')
	}));

	constructor(
		private readonly engine: api,
		/** Makes another engine for the same course, to try things on. */
		private readonly another: () => api,
		private readonly tree: CourseTree
	) {}

	/** The steps and folders that may be chosen. */
	get choices(): Set<string> {
		return this.#choices(this.#report());
	}

	/** The steps and folders that are not to be seen among what may be chosen. */
	get hidden(): Set<string> {
		return this.#hidden(this.#report());
	}

	/** What going on and back would do. */
	get leads(): Leads {
		return this.#leads(this.#report());
	}

	/** Where the course does not flow, the step beside the current one. */
	beside(to: 'continue' | 'previous'): Node | undefined {
		const { leaves, current } = this.tree;
		const place = leaves.findIndex((leaf) => leaf === current);
		return place < 0 ? undefined : leaves[place + (to === 'continue' ? 1 : -1)];
	}

	/** What can change what is open: the tree, and what the step that runs reported. */
	#report(): string {
		if (!this.engine.isInitialized()) return String(this.changes);
		const { cmi } = JSON.parse(this.engine.renderCMIToJSONString()) as { cmi: JsonObject };
		const { completion_status, success_status, score, progress_measure, objectives, exit } = cmi;
		// A step that says "unknown" is not one that says nothing.
		const said = [...told(this.engine)].filter((element) => element.endsWith('_status')).sort();
		return JSON.stringify([
			...[this.changes, said, completion_status, success_status],
			...[score, progress_measure, objectives, exit]
		]);
	}

	#lookForLeads(to: 'continue' | 'previous'): Outcome {
		return this.#trial.go(to, this.changes);
	}

	#lookForHidden(): Set<string> {
		const { engine } = this.#trial;
		const { all } = this.#trial.ended(this.changes);
		return new Set(all.filter((node) => isHidden(engine, node)).map(({ id }) => id));
	}

	/** While a session runs, as it will be when it ended. */
	#lookForChoices(): Set<string> {
		const { current, all } = this.tree;
		const asked = all.filter((node) => whyNotAsked(current, node) === null);
		const { engine } = this.#trial;
		const tree = this.#trial.ended(this.changes);
		// To look into a folder draws its lots: steps first.
		asked.sort((a, b) => Math.sign(a.children.length) - Math.sign(b.children.length));
		const after = new Map(tree.all.map((node) => [node.id, node]));
		const open = asked.filter(({ id }) => {
			const target = after.get(id);
			return target && mayBeChosen(engine, tree.current, target);
		});
		return new Set(open.map(({ id }) => id));
	}

	get #trial(): Trial {
		return (this.#made ??= new Trial(this.engine, this.another()));
	}
}
