import Clapperboard from '@lucide/svelte/icons/clapperboard';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import CueView from './CueView.svelte';
import VideoView from './VideoView.svelte';

export const video: BlockEditing = {
	name: m.editor_kind_video,
	icon: Clapperboard,
	insert: { words: '视频 录像 影片 电影 video film', make: () => ({ type: 'video' }) },
	nodes: {
		video: { render: (attributes) => ['div', attributes, 0], view: VideoView },
		cue: {
			emptyIn: { paragraph: m.film_placeholder_note },
			render: (attributes) => ['section', attributes, 0],
			view: CueView
		}
	}
};
