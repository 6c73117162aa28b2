import type { MediaRef } from '$lib/lesson';

/** Where an editor puts files and gets them back; the page that shows the editor brings it. */
export interface MediaShelf {
	/** An address usable as `src` of an image, a video or a track. */
	url(media: MediaRef): string;
	/**
	 * Sends a file, reporting bytes as they go. Rejects with a `UserError` (`file_too_large`, `file_not_video`,
	 * `hub_unreachable` …), or with the signal's reason when it was cancelled.
	 */
	add(
		file: File,
		report: (progress: { sent: number; total: number }) => void,
		signal: AbortSignal
	): Promise<MediaRef>;
}
