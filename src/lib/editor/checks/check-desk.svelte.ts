import { programmeDay } from '$lib/base';
import { problemsOf, type Lesson, type Problem } from '$lib/lesson';
import { factsOf, findingsOf, type Finding, type LessonFacts, type Severity } from '$lib/lesson/checks';
import type { LessonDesk } from '../desk.svelte';

/** How long after the last change the lesson is looked through again, in ms: typing must not wait for it. */
const calm = 500;

/** What is to be said about the lesson being written, looked through again after each pause. */
export class CheckDesk {
	#lesson = $state.raw() as Lesson;
	#facts = $derived(factsOf(this.#lesson));
	#findings = $derived(findingsOf(this.#lesson, this.#facts, programmeDay(Date.now())));
	#problems = $derived(problemsOf(this.#lesson));
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(private readonly desk: LessonDesk) {
		this.#lesson = desk.lesson;
	}

	get facts(): LessonFacts {
		return this.#facts;
	}
	/** What keeps the lesson from being released. */
	get problems(): Problem[] {
		return this.#problems;
	}
	of(severity: Severity): Finding[] {
		return this.#findings.filter((finding) => finding.severity === severity);
	}
	/** Problems and everything that is more than a hint. */
	get count(): number {
		return this.#problems.length + this.#findings.filter(({ severity }) => severity !== 'hint').length;
	}

	/** To be called with every change of the lesson. */
	changed(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => (this.#lesson = this.desk.lesson), calm);
	}
	stop(): void {
		clearTimeout(this.#timer);
	}

	/** Mends what a finding says, as one step that can be undone. */
	mend({ fix }: Finding): void {
		if (fix?.kind === 'settings') this.desk.set(fix.settings);
		else if (fix) this.desk.setAttributeOf(fix.id, fix.name, fix.value);
	}
}
