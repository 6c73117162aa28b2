import type { AttributeSpec, NodeSpec } from 'prosemirror-model';
import * as v from 'valibot';
import { MediaRef } from './media';

/** A ProseMirror node as JSON, as stored in a lesson. */
export interface NodeJson {
	type: string;
	attrs?: Record<string, unknown>;
	content?: NodeJson[];
	marks?: { type: string; attrs?: Record<string, unknown> }[];
	text?: string;
}

/** One kind of block: its ProseMirror nodes (its own name first) and what each node's attributes must be. */
export interface BlockSpec {
	nodes: Record<string, NodeSpec>;
	attrs: Record<string, v.GenericSchema>;
	/** Attributes that hold words for the reader, by node. What is not listed (files, numbers, keys) is never translated. */
	words: Record<string, readonly string[]>;
	/** Attributes that must hold a file before a release, by node. */
	wants: Record<string, readonly string[]>;
	/** Its lines that only say what comes: a lesson of nothing else teaches nothing. */
	headlines: readonly string[];
	/** The node of which it is made, where it is made of parts that can be moved and copied. */
	part: string | null;
	/** Whether the block gets a tracking number. */
	tracked: boolean;
}

/** Attributes of ProseMirror with their defaults. */
export function defaults(values: Record<string, unknown>): Record<string, AttributeSpec> {
	return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { default: value }]));
}

/** Random and stable; null only inside an editor, before the node got one. */
export const NodeId = v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-z]{6,32}$/)));

/** Tracking number: positive, allocated once per lesson, never used again. Null only before it is given. */
export const Sid = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65535)));

/** A file of the lesson; null means it is still to be chosen. */
export const Media = v.nullable(MediaRef);

/** A line to write in: a title, a choice. Never joined with what stands beside it. */
export const line: NodeSpec = { content: 'inline*', defining: true };

/** Permanent character of an answer option: `[0-9a-z]`, so that it is legal in every SCORM version. */
export const OptionKey = v.pipe(v.string(), v.regex(/^[0-9a-z]$/));
