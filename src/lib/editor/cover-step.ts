import type { Lesson } from '$lib/lesson';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Step, StepMap, StepResult } from '@tiptap/pm/transform';
import type { Node } from '@tiptap/pm/model';

/** What a lesson says about itself outside its document. */
export type Cover = Pick<Lesson, 'title' | 'settings'>;

/**
 * A change of the lesson's title or settings as a ProseMirror step that leaves the document alone, so that one history
 * undoes both in the order in which they were made.
 */
export class CoverStep extends Step {
	constructor(
		readonly before: Cover,
		readonly after: Cover
	) {
		super();
	}
	apply(doc: Node): StepResult {
		return StepResult.ok(doc);
	}
	/** An empty range at 0 makes two such steps neighbours to the history, which then joins fast typing into one. */
	override getMap(): StepMap {
		return new StepMap([0, 0, 0]);
	}
	invert(): CoverStep {
		return new CoverStep(this.after, this.before);
	}
	map(): CoverStep {
		return this;
	}
	override toJSON(): { stepType: string; before: Cover; after: Cover } {
		return { stepType: 'cover', before: this.before, after: this.after };
	}
}

const key = new PluginKey<Cover>('cover');

/** Holds title and settings beside the document. */
export const coverPlugin = (cover: Cover): Plugin<Cover> =>
	new Plugin({
		key,
		state: {
			init: () => cover,
			apply: (tr, value) =>
				tr.steps.reduce((now, step) => (step instanceof CoverStep ? step.after : now), value)
		}
	});

/** Title and settings of an editor's state. */
export function coverOf(state: EditorState): Cover {
	const cover = key.getState(state);
	if (!cover) throw new Error('coverPlugin is missing');
	return cover;
}

/** A transaction that changes some of them. */
export function changeCover(state: EditorState, change: Partial<Cover>): Transaction {
	const before = coverOf(state);
	return state.tr.step(new CoverStep(before, { ...before, ...change }));
}
