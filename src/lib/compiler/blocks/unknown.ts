import { note, type BlockRenderer } from '../render';

/** Said, not dropped: a learner must know that something is missing. */
export const unknown: BlockRenderer = (_node, { words }) => note(words.newer);
