import { Schema, type NodeSpec } from 'prosemirror-model';
import * as v from 'valibot';
import { defaults, NodeId, Sid } from './block';
import { blocks } from './blocks';
import { markSpecs } from './marks';

/** All node specifications of a lesson, `doc` first. The editor builds its extensions from these very objects. */
export const nodeSpecs: Record<string, NodeSpec> = {
	doc: { content: '(page | unknown)+' },
	page: {
		content: 'pageTitle block+',
		defining: true,
		isolating: true,
		attrs: defaults({ id: null, sid: null, section: '' })
	},
	pageTitle: { content: 'text*', marks: '', defining: true },
	...merged(Object.values(blocks).map((block) => block.nodes)),
	text: { group: 'inline' },
	hardBreak: { group: 'inline', inline: true, selectable: false }
};

export { Href, markAttrSchemas, markSpecs } from './marks';

/** The closed schema of a lesson's document. */
export const schema = new Schema({ nodes: nodeSpecs, marks: markSpecs });

/** What each node's attributes must be, by node name; a node not listed has none. */
export const attrSchemas: Record<string, v.GenericSchema> = {
	/** `section`: when not empty, a section of that name begins here. */
	page: v.object({ id: NodeId, sid: Sid, section: v.string() }),
	...merged(Object.values(blocks).map((block) => block.attrs))
};

function merged<T>(parts: Record<string, T>[]): Record<string, T> {
	return Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
}
