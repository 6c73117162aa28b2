import { unseal, UserError, type KeyRing } from '$lib/base';
import { authorityId, ids } from '$lib/store';
import * as v from 'valibot';
import { patientFetch } from './patient-fetch';
import { fromBatch, SnapshotBatch, SnapshotHead, snapshotType, type SnapshotDocument } from './protocol';
import { jsonOf, unreachable, type LocalDatabases, type Remote } from './remote';
import { onlineRing, releaseRing, type Trust } from './trust';

/** Most bytes a snapshot may become for each document that the signed head speaks of, and most characters of a line. */
const bytesEach = 8 * 1024;
const longestLine = 4 * 1024 * 1024;

/** How many documents are written at a time. */
const batch = 500;

/**
 * Takes the hub's catalogue from one compressed file into an empty one; `most` documents at most. Gives the sequence to go on from;
 * null when there is no snapshot, or it is torn, endless, or holds one document that no key believed has signed: then nothing was
 * written, and everything is to be pulled. Throws what keeps documents from being stored here.
 */
export async function takeSnapshot(
	local: Pick<LocalDatabases, 'catalogue'>,
	remote: Remote,
	trust: Trust,
	generation: string,
	most: number
): Promise<number | string | null> {
	const read = await readSnapshot(remote, trust, generation, most).catch((error: unknown) => {
		if (error instanceof UserError) return null;
		throw error;
	});
	if (!read) return null;
	for (let at = 0; at < read.docs.length; at += batch) {
		await local.catalogue.bulkDocs(read.docs.slice(at, at + batch), { new_edits: false });
		remote.progress?.(Math.min(at + batch, read.docs.length) / read.docs.length);
	}
	return read.since;
}

async function readSnapshot(remote: Remote, trust: Trust, generation: string, most: number) {
	const answer = await patientFetch(remote.credential)(`${remote.origin}/snapshot`).catch(unreachable);
	const isOurs = answer.status === 200 && answer.headers.get('content-type') === snapshotType;
	if (!isOurs || !answer.body) {
		await answer.body?.cancel();
		return null;
	}
	const ring = await anyRing(trust);
	const docs: SnapshotDocument[] = [];
	let since: number | string | null = null;
	for await (const line of unpackedLines(answer.body, most * bytesEach)) {
		if (since === null) {
			const head = v.safeParse(SnapshotHead, jsonOf(line));
			if (!head.success || head.output.generation !== generation) throw forged();
			({ since } = head.output);
			continue;
		}
		const read = v.safeParse(SnapshotBatch, jsonOf(line));
		if (!read.success || docs.length + read.output.heads.length > most) throw forged();
		const batch = fromBatch(read.output);
		if (!(await Promise.all(batch.map((doc) => isSigned(doc, ring)))).every(Boolean)) throw forged();
		docs.push(...batch);
	}
	return since === null ? null : { docs, since };
}

const forged = () => new UserError('hub_forged');

/** The lines of a gzip file as they come, of so many bytes at most: a small file can hold an endless one. */
async function* unpackedLines(body: ReadableStream<Uint8Array>, most: number): AsyncGenerator<string> {
	const gunzip = new DecompressionStream('gzip') as unknown as ReadableWritablePair<Uint8Array, Uint8Array>;
	const reader = body.pipeThrough(gunzip).getReader();
	const decoder = new TextDecoder();
	let rest = '';
	try {
		for (let size = 0; ;) {
			const { done, value } = await reader.read().catch(unreachable);
			if (done) break;
			size += value.byteLength;
			if (size > most) throw forged();
			const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
			rest = lines.pop() ?? '';
			if (rest.length > longestLine) throw forged();
			yield* lines;
		}
	} finally {
		await reader.cancel().catch(() => undefined);
	}
	if (rest) throw forged();
}

/** The keys that may have signed something in a catalogue. */
async function anyRing(trust: Trust): Promise<KeyRing> {
	const rings = [await releaseRing(trust), await onlineRing(trust)];
	return async (keyId) => (await rings[0]?.(keyId)) ?? (await rings[1]?.(keyId));
}

/**
 * Whether a key believed has signed a document; of a kind or form that is not known here it may be: a newer hub has more to say.
 * The head and the statements of keys are never read from here.
 */
async function isSigned(doc: SnapshotDocument, ring: KeyRing): Promise<boolean> {
	if (doc._id === ids.catalogueHead || doc._id === authorityId || doc._id.startsWith('root:')) return true;
	return unseal(doc, ring, doc.kind, v.unknown()).then(
		() => true,
		(error: unknown) => error instanceof UserError && error.code === 'format_newer'
	);
}
