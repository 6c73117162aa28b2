import { UserError, userErrorFrom } from '$lib/base';
import type { MediaShelf } from '$lib/editor';
import type { MediaRef } from '$lib/lesson';

/** The hub's files, as an editor sees them; a file just brought is shown from this computer. */
export class HubShelf implements MediaShelf {
	readonly #here = new Map<string, string>();

	url(media: MediaRef): string {
		return this.#here.get(media.sha256) ?? `/blobs/${media.sha256}?type=${encodeURIComponent(media.type)}`;
	}

	async add(
		file: File,
		report: (progress: { sent: number; total: number }) => void,
		signal: AbortSignal
	): Promise<MediaRef> {
		const answer = await upload(file, report, signal);
		this.#here.set(answer.sha256, URL.createObjectURL(file));
		return { ...answer, type: file.type, name: file.name };
	}

	close(): void {
		for (const url of this.#here.values()) URL.revokeObjectURL(url);
	}
}

/** Sends a file with XMLHttpRequest: `fetch` cannot tell how much has gone. */
function upload(
	file: File,
	report: (progress: { sent: number; total: number }) => void,
	signal: AbortSignal
): Promise<{ sha256: string; size: number }> {
	return new Promise((resolve, reject) => {
		const request = new XMLHttpRequest();
		request.open('POST', '/media');
		request.responseType = 'json';
		request.upload.onprogress = ({ loaded }) => report({ sent: loaded, total: file.size });
		request.onload = () =>
			request.status === 200
				? resolve(request.response as { sha256: string; size: number })
				: reject(userErrorFrom(request.response));
		request.onerror = () => reject(new UserError('hub_unreachable'));
		signal.addEventListener('abort', () => {
			request.abort();
			reject(signal.reason as Error);
		});
		request.send(file);
	});
}
