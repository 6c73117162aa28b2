import type { Check } from './values';

/** One element of a data model. */
export interface Element {
	/** What the content may do with it; a `keyword` only describes the model. */
	access: 'read' | 'write' | 'both' | 'keyword';
	/** What an LMS says of it at the first launch; undefined where it says nothing yet. */
	initial?: string;
	/** The element's data type. */
	is?: Check;
	/** The range within its type. */
	within?: Check;
	/** Elements of the same record that must have a value before. */
	after?: string[];
}

/** A data model: elements by name, `n` for an index. */
export type Model = Record<string, Element>;

export const read = (initial?: string): Element => ({
	access: 'read',
	...(initial !== undefined && { initial })
});
export const keyword = (initial?: string): Element => ({ ...read(initial), access: 'keyword' });
export const both = (is: Check, more: Partial<Element> = {}): Element => ({ access: 'both', is, ...more });
export const write = (is: Check, more: Partial<Element> = {}): Element => ({ access: 'write', is, ...more });
