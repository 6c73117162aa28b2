import type { JsonObject } from '$lib/base';
import type { NavigationRequest, Outcome } from '$lib/scorm/course';
import type api from 'scorm-again/scorm2004/min';
import { CourseTree } from './course-tree';
import { listen } from './listen';
import { noteAll } from './rewind';

/** What the session's model tells the tree only when the session ends. */
interface Told {
	_runtimeSetCMIElements: Set<string>;
}
/** Which elements the step set itself. */
export const told = (engine: api) => (engine as unknown as Told)._runtimeSetCMIElements;

/**
 * A second engine of the same course, to try things on; what was tried is forgotten. It takes notice of what a step reports
 * only when its session ends, as the first does.
 */
export class Trial {
	readonly tree: CourseTree;
	#asked: NavigationRequest = { to: 'exit' };
	#outcome: Outcome = 'stay';
	readonly #toBegin: () => void;
	#toCourse: () => void = () => undefined;
	#stands = -1;

	constructor(
		private readonly course: api,
		readonly engine: api
	) {
		this.tree = new CourseTree(engine);
		listen(engine, this.tree, {
			follows: (outcome) => (this.#outcome = outcome),
			asked: () => this.#asked
		});
		this.#toBegin = noteAll(engine);
	}

	/** Goes on or back; gives where that leads. `changes`: how often the course's tree was changed. */
	go(to: NavigationRequest['to'], changes: number): Outcome {
		this.#stand(changes);
		this.#outcome = 'stay';
		this.#asked = { to };
		this.tree.service.processNavigationRequest(to, undefined, this.#exit);
		return this.#outcome;
	}

	/** The tree as it will be when the session that runs has ended. */
	ended(changes: number): CourseTree {
		this.#stand(changes);
		this.#asked = { to: 'exit' };
		if (this.tree.current?.isActive)
			this.tree.service.prepareNavigationRequest('exit', undefined, this.#exit);
		return this.tree;
	}

	get #exit(): string {
		return this.course.cmi.getExitValueInternal();
	}

	/** Stands as the course does, with the session that runs there. */
	#stand(changes: number): void {
		if (changes === this.#stands) this.#toCourse();
		else {
			this.#toBegin();
			this.engine.deserializeSequencingState(this.course.serializeSequencingState());
			this.#toCourse = noteAll(this.engine);
			this.#stands = changes;
		}
		if (!this.course.isInitialized()) return;
		this.engine.loadFromJSON(JSON.parse(this.course.renderCMIToJSONString()) as JsonObject);
		this.engine.Initialize();
		for (const element of told(this.course)) told(this.engine).add(element);
	}
}
