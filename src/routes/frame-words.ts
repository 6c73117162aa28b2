import type { FrameWords } from '$lib/player';
import * as m from '$messages';

/** What the content frame says to a learner; it has no words of its own. */
export const frameWords = (): FrameWords => ({
	window: m.frame_window(),
	close: m.frame_close(),
	online: m.frame_online(),
	document: m.frame_document(),
	openDocument: m.frame_open_document(),
	file: m.frame_file(),
	saveFile: m.frame_save_file()
});
