import { blocks } from '../blocks';

/** Attributes that hold words for the reader, by node type. What is not listed (files, numbers, keys) is never translated. */
export const wordAttributes: Readonly<Record<string, readonly string[]>> = Object.assign(
	{ page: ['section'] },
	...Object.values(blocks).map(({ words }) => words)
);
