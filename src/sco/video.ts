// The film player, a script of its own: Video.js without streaming protocols, which files in a package do not need.
import videojs from 'video.js/core';
import chinese from 'video.js/dist/lang/zh-CN.json';
import 'video.js/dist/video-js.css';
import './video.css';
import type { PlayFilm } from './film';

videojs.addLanguage('zh-CN', chinese);

const play: PlayFilm = (element, language) => {
	element.classList.add('video-js', 'vjs-big-play-centered');
	const player = videojs(element, {
		language,
		fill: true,
		controls: true,
		preload: 'metadata',
		textTrackSettings: false,
		enableSmoothSeeking: true,
		playbackRates: [0.75, 1, 1.25, 1.5],
		userActions: {
			// Keys pressed at a question are the answer's, not the player's.
			hotkeys(this: { handleHotkeys(event: KeyboardEvent): void }, event: KeyboardEvent) {
				if (!(event.target instanceof Element && event.target.closest('.film-cue')))
					this.handleHotkeys(event);
			}
		}
	});
	const frame = player.el() as HTMLElement;
	return { frame, bar: frame.querySelector<HTMLElement>('.vjs-progress-holder') };
};

window.YUANKE_FILM = play;
