import * as v from 'valibot';
import { defaults, line, Media, NodeId, type BlockSpec } from '../block';

/** How something is done, step by step; a step may have a picture beside its text. */
export const steps: BlockSpec = {
	nodes: {
		steps: {
			group: 'block',
			content: 'step{1,30}',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null })
		},
		step: {
			content: 'stepTitle paragraph+',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null, media: null, alt: '' })
		},
		stepTitle: line
	},
	attrs: {
		steps: v.object({ id: NodeId }),
		step: v.object({ id: NodeId, media: Media, alt: v.string() }),
		stepTitle: v.object({})
	},
	words: { step: ['alt'] },
	wants: {},
	headlines: ['stepTitle'],
	part: 'step',
	tracked: false
};
