import type { MediaRef } from '$lib/lesson';
import type { Delivered, Outbox } from '$lib/media';

/** Where an editor puts files and gets them back; the page that shows the editor brings it. */
export interface MediaShelf {
	/** An address usable as `src` of an image, a video or a track. */
	url(media: MediaRef): string;
	/**
	 * Sends a file, reporting bytes as they go, and waits for the network as long as it takes. Rejects with a `UserError`
	 * (`file_too_large`, `hub_disk_full`, `hub_unreachable` …), or with the signal's reason when it was cancelled. `onwait` is
	 * given what ends a wait at once.
	 */
	add(
		file: File,
		report: (progress: Delivered) => void,
		signal: AbortSignal,
		onwait: (goOn: () => void) => void
	): Promise<MediaRef>;
	/** Where chosen films and prepared files stay until they have arrived; without one they are lost when the page closes. */
	outbox?: Pick<Outbox, 'put' | 'remove' | 'list'>;
}
