import type { BlockSpec } from '../block';
import { blocks } from '../blocks';

/** Attributes that hold words for the reader, by node type. What is not listed (files, numbers, keys) is never translated. */
export const wordAttributes: BlockSpec['words'] = Object.fromEntries([
	['page', ['section']],
	...Object.values(blocks).flatMap(({ words }) => Object.entries(words))
]);
