import type { NodeJson } from '$lib/lesson';
import { getContext } from 'svelte';
import type { BlockEditing } from './block-editing';
import type { MediaShelf } from './media-shelf';
import type { Uploads } from './uploads.svelte';

/** A kind of question to choose from. */
export interface QuestionKind {
	type: string;
	name: () => string;
	Icon: BlockEditing['icon'];
	make: () => NodeJson;
}

/** What a block drawn inside the document may use of the editor around it. */
export interface NodeTools {
	media: MediaShelf;
	uploads: Uploads;
	/** How a kind of block is edited, and what it is called. */
	editingOf: (kind: string) => BlockEditing | undefined;
	/** The kinds of question a quiz can hold. */
	questionKinds: QuestionKind[];
	/** Opens the bank to choose questions for a quiz, where there is one. */
	chooseQuestions: ((quizId: string) => void) | undefined;
	/** Opens the insert menu below a button; what is chosen is put at `pos`. */
	openInsert(button: HTMLElement, pos: number): void;
}

/** The key under which {@link NodeTools} travel into node views, which are mounted by ProseMirror and have no parent. */
export const nodeToolsKey = 'yuanke-node-tools';

/** The tools, inside a node view. */
export const nodeTools = (): NodeTools => getContext<NodeTools>(nodeToolsKey);
