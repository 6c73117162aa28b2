import { isHubAway, UserError, userErrorFrom } from '$lib/base';
import { Upload, type DetailedError } from 'tus-js-client';

/** How far a file has come, in bytes. `waiting`: the hub cannot be reached just now and is asked again. */
export interface Delivered {
	sent: number;
	total: number;
	waiting: boolean;
}

interface Options {
	/** Address under which the hub takes files. */
	endpoint: string;
	report: (progress: Delivered) => void;
	signal: AbortSignal;
	/** Called with what ends the present wait at once. */
	onwait?: (goOn: () => void) => void;
}

const chunkSize = 4 * 1024 * 1024;
/** Seconds between tries; the last one is repeated. */
const pauses = [1, 2, 4, 8, 15, 30, 60];
/** How long the hub may be away before a person is asked, in milliseconds. */
const patience = 3600_000;

/**
 * Sends a file to the hub (tus 1.0.0), from where an earlier try broke off; a file the hub has is not sent. Tries again for
 * an hour after the last byte that went through, at once when the network comes back.
 * Throws `hub_unreachable`, what the hub refuses with (`hub_disk_full`, `file_too_large` …), or the signal's reason.
 */
export async function deliver(file: Blob, sha256: string, options: Options): Promise<void> {
	const { report, signal } = options;
	let progress: Delivered = { sent: 0, total: file.size, waiting: false };
	let heard = Date.now();
	let failures = 0;
	const hear = (sent: number) => {
		if (sent > progress.sent) {
			heard = Date.now();
			failures = 0;
		}
		report((progress = { sent, total: file.size, waiting: false }));
	};
	for (;;) {
		signal.throwIfAborted();
		const error = await send(file, sha256, options.endpoint, hear, signal);
		if (!error) return;
		signal.throwIfAborted();
		const refused = refusal(error);
		if (refused) throw refused;
		if (Date.now() - heard > patience) throw new UserError('hub_unreachable', {}, { cause: error });
		report((progress = { ...progress, waiting: true }));
		await pause(pauses[Math.min(failures++, pauses.length - 1)] ?? 60, options);
	}
}

/** One try; gives what it failed with. */
function send(
	file: Blob,
	sha256: string,
	endpoint: string,
	hear: (sent: number) => void,
	signal: AbortSignal
): Promise<Error | DetailedError | null> {
	return new Promise((resolve) => {
		const upload = new Upload(file, {
			endpoint,
			uploadUrl: `${endpoint}/${sha256}`,
			metadata: { sha256 },
			chunkSize,
			retryDelays: null,
			storeFingerprintForResuming: false,
			onProgress: hear,
			onSuccess: () => resolve(null),
			onError: resolve
		});
		signal.addEventListener('abort', () => void upload.abort().then(() => resolve(null)), { once: true });
		upload.start();
	});
}

/** What the hub will refuse as often as it is asked; null when it is worth another try. */
function refusal(error: Error | DetailedError): UserError | null {
	const response = 'originalResponse' in error ? error.originalResponse : null;
	const status = response?.getStatus() ?? 0;
	const known = userErrorFrom(readJson(response?.getBody() ?? ''));
	if (!isHubAway(known)) return known;
	// 409 and 423: another try of ours is still being put away.
	return status >= 400 && status < 500 && ![408, 409, 423, 429].includes(status) ? known : null;
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}

function pause(seconds: number, { signal, onwait }: Options): Promise<void> {
	return new Promise((resolve) => {
		const goOn = () => {
			clearTimeout(timer);
			removeEventListener('online', goOn);
			signal.removeEventListener('abort', goOn);
			resolve();
		};
		const timer = setTimeout(goOn, seconds * 1000);
		addEventListener('online', goOn);
		signal.addEventListener('abort', goOn);
		onwait?.(goOn);
	});
}
