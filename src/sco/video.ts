// The film player, a script of its own: Video.js without streaming protocols, which files in a package do not need.
import videojs from 'video.js/core';
import chinese from 'video.js/dist/lang/zh-CN.json';
import 'video.js/dist/video-js.css';
import './video.css';
import type ChaptersButton from 'video.js/dist/types/control-bar/text-track-controls/chapters-button';
import type TextTrackDisplay from 'video.js/dist/types/tracks/text-track-display';
import { timeText } from '$lib/lesson/tracking';
import type { PlayFilm } from './film';

// The page calls them so too.
videojs.addLanguage('zh-CN', { ...chinese, Chapters: '分段' });

const play: PlayFilm = (element, language, chapters) => {
	element.classList.add('video-js', 'vjs-big-play-centered');
	const player = videojs(element, {
		language,
		fill: true,
		controls: true,
		preload: 'metadata',
		textTrackSettings: false,
		// In a window of its own a film would leave its questions behind.
		controlBar: { pictureInPictureToggle: false },
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
	// Before that the player has nothing that could hold them.
	if (chapters.length) player.ready(() => addChapterMenu(player, language, chapters));
	// The controls come and go, and the room for captions with them.
	const captions = player.getChild('TextTrackDisplay') as TextTrackDisplay | undefined;
	player.on(['useractive', 'userinactive', 'play', 'pause'], () => captions?.updateDisplay());
	const frame = player.el() as HTMLElement;
	return { frame, bar: frame.querySelector<HTMLElement>('.vjs-progress-holder') };
};

/** In full screen there is nothing but the player: its own menu leads to the chapters there. */
function addChapterMenu(
	player: ReturnType<typeof videojs>,
	language: string,
	chapters: Parameters<PlayFilm>[2]
): void {
	const track = player.addTextTrack('chapters', '', language);
	chapters.forEach(({ at, title }, i) => {
		track?.addCue(new VTTCue(at, chapters[i + 1]?.at ?? Number.MAX_SAFE_INTEGER, `${timeText(at)} ${title}`));
	});
	const menu = player.getChild('ControlBar')?.getChild('ChaptersButton') as ChaptersButton | undefined;
	menu?.update();
}

window.YUANKE_FILM = play;
