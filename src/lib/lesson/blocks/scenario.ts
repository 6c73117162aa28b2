import * as v from 'valibot';
import { defaults, line, NodeId, OptionKey, Sid, type BlockSpec } from '../block';

const Key = v.nullable(OptionKey);

/** What a choice in a story is: a good one, a bad one, or neither. */
export const verdicts = ['good', 'bad', 'none'] as const;

/**
 * A story with choices; it begins with the first scene. A choice leads `to` the scene with that key, or ends the story
 * (null). A scene without choices is an end.
 */
export const scenario: BlockSpec = {
	nodes: {
		scenario: {
			group: 'block',
			content: 'scene{1,30}',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null, sid: null })
		},
		scene: {
			content: 'sceneTitle (paragraph | image)+ choice{0,6}',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null, key: null })
		},
		sceneTitle: line,
		choice: {
			content: 'choiceText choiceFeedback',
			defining: true,
			isolating: true,
			attrs: defaults({ id: null, key: null, to: null, verdict: 'none' })
		},
		choiceText: line,
		choiceFeedback: line
	},
	attrs: {
		scenario: v.object({ id: NodeId, sid: Sid }),
		scene: v.object({ id: NodeId, key: Key }),
		sceneTitle: v.object({}),
		choice: v.object({ id: NodeId, key: Key, to: Key, verdict: v.picklist(verdicts) }),
		choiceText: v.object({}),
		choiceFeedback: v.object({})
	},
	words: {},
	wants: {},
	headlines: ['sceneTitle'],
	part: 'scene',
	tracked: true
};
