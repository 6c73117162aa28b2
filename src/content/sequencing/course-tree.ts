import type api from 'scorm-again/scorm2004/min';

type Service = NonNullable<ReturnType<api['getSequencingService']>>;
/** What sequences inside the engine. */
export type Process = NonNullable<ReturnType<Service['getOverallSequencingProcess']>>;
/** An activity as the engine knows it. */
export type Node = Parameters<Process['contentDeliveryEnvironmentProcess']>[0];

interface Inside {
	activityTree: { setCurrentActivityWithoutActivation(node: Node | null): void };
}

/** The engine's tree of one course, as it stands. */
export class CourseTree {
	readonly service: Service;
	readonly process: Process;

	constructor(engine: api) {
		const service = engine.getSequencingService();
		const process = service?.getOverallSequencingProcess();
		if (!service || !process) throw new Error('the course has no sequencing');
		[this.service, this.process] = [service, process];
	}

	get root(): Node | null {
		return this.service.getSequencingState().rootActivity;
	}

	get current(): Node | null {
		return this.service.getSequencingState().currentActivity;
	}

	/** The steps that were not left out by lot, in their order. */
	get leaves(): Node[] {
		return this.#below.filter((node) => node.children.length === 0 && node.isAvailable);
	}

	/** A step or folder. */
	node(id: string | null): Node | undefined {
		return this.#below.find((node) => node.id === id);
	}

	/** An activity, which may be the course itself. */
	find(id: string): Node | undefined {
		return this.all.find((node) => node.id === id);
	}

	/** Whether the learner may go on and back where the course is now. */
	get flows(): boolean {
		return this.current?.parent?.sequencingControls.flow ?? false;
	}

	/** The course is over: what still runs ends, from the inside out, and nothing is current any more. */
	finish(): void {
		for (const node of this.all.reverse()) if (node.isActive) this.process.endAttemptProcess(node);
		const { activityTree } = this.process as unknown as Inside;
		activityTree.setCurrentActivityWithoutActivation(null);
	}

	/** Every activity, the course itself first. */
	get all(): Node[] {
		const { root } = this;
		return root ? [root, ...this.#below] : [];
	}

	get #below(): Node[] {
		const below = (node: Node): Node[] => [node, ...node.children.flatMap(below)];
		return this.root?.children.flatMap(below) ?? [];
	}
}

/** The activity and what it lies in, the innermost first; up to `end`, which is not in it. */
export function pathUp(node: Node, end: Node | null = null): Node[] {
	const path: Node[] = [];
	for (let one: Node | null = node; one && one !== end; one = one.parent) path.push(one);
	return path;
}

/** The innermost activity that holds both, or is one of them. */
export function commonAncestor(one: Node, other: Node): Node | null {
	const others = pathUp(other);
	return pathUp(one).find((node) => others.includes(node)) ?? null;
}
