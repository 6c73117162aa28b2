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
}
