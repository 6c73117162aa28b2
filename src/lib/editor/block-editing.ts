import type { NodeJson } from '$lib/lesson';
import type { InputRule, NodeViewProps } from '@tiptap/core';
import type { DOMOutputSpec, Node, NodeType, TagParseRule } from '@tiptap/pm/model';
import type { Component } from 'svelte';

/** Attributes of an HTML element. */
export type HtmlAttributes = Record<string, string | number>;

/** How one ProseMirror node is shown and read. Its content and attributes are the lesson schema's and not repeated here. */
export interface NodeEditing {
	/** HTML from elsewhere (Word, web pages) that becomes this node; what the editor itself copied is always understood. */
	parse?: TagParseRule[];
	/** Its HTML; the given attributes must go on the outermost element. */
	render(attributes: HtmlAttributes, node: Node): DOMOutputSpec;
	/** Draws it live instead of by `render`. */
	view?: Component<NodeViewProps>;
	/** What typing turns into it. */
	rules?(type: NodeType): InputRule[];
	/** Said in grey while it is an empty line. */
	empty?: () => string;
	/** Said in a line of it by the kind of line, instead of what is said there elsewhere. */
	emptyIn?: Record<string, () => string>;
}

/** What the editor says and offers about a kind of question. */
export interface QuestionEditing {
	/** Where the answer is given, beside what is typed; null: all of it is typed. */
	answer: Component<NodeViewProps> | null;
	/** Whether it can be partly right. */
	partial: boolean;
	/** What the author should know about it. */
	hint?: () => string;
	/** What the author still has to do about one; null when nothing. */
	todo?: (node: Node) => string | null;
}

/** The words of a block made of parts; which node a part is the lesson says. */
export interface PartsEditing {
	/** Adding one. */
	add: () => string;
	/** The list of them. */
	list: () => string;
	/** How many there must be. */
	least: number;
}

/** How one kind of block is made, shown and read in the editor. */
export interface BlockEditing {
	nodes: Record<string, NodeEditing>;
	/** Its name to the author. */
	name: () => string;
	icon: Component<{ size?: number | string; 'aria-hidden'?: 'true' }>;
	/** How the insert menu finds and makes it; null when it cannot be inserted. */
	insert: {
		/** Words to find it by besides its name: Chinese and English, separated by spaces. */
		words: string;
		make: () => NodeJson;
	} | null;
	question?: QuestionEditing;
	parts?: PartsEditing;
}

/** A kind of question. */
export interface QuestionBlock extends BlockEditing {
	question: QuestionEditing;
}

/** A kind of block made of parts. */
export interface PartsBlock extends BlockEditing {
	parts: PartsEditing;
}
