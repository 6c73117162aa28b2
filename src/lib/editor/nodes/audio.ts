import Volume2 from '@lucide/svelte/icons/volume-2';
import * as m from '$messages';
import type { BlockEditing } from '../block-editing';
import AudioView from './AudioView.svelte';

export const audio: BlockEditing = {
	name: m.editor_kind_audio,
	icon: Volume2,
	insert: { words: '音频 声音 录音 广播 朗读 MP3 audio sound', make: () => ({ type: 'audio' }) },
	nodes: { audio: { render: (attributes) => ['div', attributes], view: AudioView } }
};
