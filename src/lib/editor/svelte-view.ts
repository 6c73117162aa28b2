import type { NodeViewProps, NodeViewRenderer } from '@tiptap/core';
import type { Component } from 'svelte';
import { SvelteNodeViewRenderer } from 'svelte-tiptap';
import { nodeToolsKey, type NodeTools } from './node-tools';
import { hearSelection } from './selected-views';

/** Draws a node with a Svelte component that finds the editor's tools in its context. */
export function svelteView(component: Component<NodeViewProps>, tools: NodeTools): NodeViewRenderer {
	return (props) => {
		const view = SvelteNodeViewRenderer(component, {
			context: new Map<unknown, unknown>([[nodeToolsKey, tools]]),
			stopEvent: ({ event }) => {
				const target = event.target instanceof Element ? event.target : null;
				return (
					!!target?.closest('[data-own-events]') && !event.type.startsWith('drag') && event.type !== 'drop'
				);
			}
		})(props);
		hearSelection(props.editor, view);
		return view;
	};
}
