/// <reference lib="webworker" />
import { Sha256Stream } from './sha256-stream';

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = async ({ data }: MessageEvent<Blob>) => {
	try {
		const hash = new Sha256Stream();
		const reader = data.stream().getReader();
		for (let next = await reader.read(); !next.done; next = await reader.read()) hash.update(next.value);
		self.postMessage(hash.digest());
	} catch {
		self.postMessage(null);
	}
};
