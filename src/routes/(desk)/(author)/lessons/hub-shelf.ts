import type { MediaShelf } from '$lib/editor';
import type { MediaRef } from '$lib/lesson';
import { deliver, hashFile, Outbox, type Delivered } from '$lib/media';

/** The hub's files, as an editor sees them; a file just brought is shown from this computer. */
export class HubShelf implements MediaShelf {
	readonly outbox: Outbox;
	/** Addresses of files just brought. */
	readonly #here = new Map<string, string>();

	constructor(lessonId: string) {
		this.outbox = new Outbox(lessonId);
	}

	url(media: MediaRef): string {
		return this.#here.get(media.sha256) ?? `/blobs/${media.sha256}?type=${encodeURIComponent(media.type)}`;
	}

	/** The bytes of a file. */
	async blob(media: MediaRef): Promise<Blob> {
		return (await fetch(this.url(media))).blob();
	}

	async add(
		file: File,
		report: (progress: Delivered) => void,
		signal: AbortSignal,
		onwait: (goOn: () => void) => void
	): Promise<MediaRef> {
		const sha256 = await hashFile(file, signal);
		await deliver(file, sha256, { endpoint: '/uploads', report, signal, onwait });
		this.#here.set(sha256, URL.createObjectURL(file));
		return { sha256, size: file.size, type: file.type, name: file.name };
	}

	close(): void {
		for (const url of this.#here.values()) URL.revokeObjectURL(url);
	}
}
