import { UserError, userErrorFrom } from '$lib/base';
import type { PackageTaken, TakeRequest } from '$lib/hub/server';
import { deliver, hashFile } from '$lib/media';
import type { TakingLine } from '../../../../library/taking-line';

/** How far a package is on its way into the library, in bytes. `waiting`: the hub cannot be reached just now. */
export interface Taking {
	phase: 'preparing' | 'sending' | 'waiting' | 'looking' | 'keeping';
	done: number;
	total: number;
}

/**
 * Sends a zip to the hub, from where an earlier try broke off, and has it taken into the library. Throws what the hub refuses
 * with, `hub_unreachable`, or the signal's reason.
 */
export async function takePackage(
	zip: File,
	what: Pick<TakeRequest, 'facts' | 'course' | 'replaces'>,
	hear: (taking: Taking) => void,
	signal: AbortSignal
): Promise<PackageTaken> {
	hear({ phase: 'preparing', done: 0, total: zip.size });
	const sha256 = await hashFile(zip, signal);
	await deliver(zip, sha256, {
		endpoint: '/uploads',
		report: ({ sent, total, waiting }) => hear({ phase: waiting ? 'waiting' : 'sending', done: sent, total }),
		signal
	});
	const body = { sha256, name: zip.name, ...what } satisfies TakeRequest;
	for await (const line of linesOf(await ask(body, signal))) {
		if (line.state === 'failed') throw new UserError(line.error, line.details);
		if (line.state !== 'working') return line;
		hear({ phase: line.phase, done: line.done, total: line.total });
	}
	throw new UserError('hub_unreachable');
}

async function ask(body: TakeRequest, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
	const request = { method: 'POST', headers: { 'content-type': 'application/json' }, signal };
	const answer = await fetch('/library', { ...request, body: JSON.stringify(body) }).catch(unreachable);
	if (!answer.ok || !answer.body) throw userErrorFrom(await answer.json().catch(() => null));
	return answer.body;
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<TakingLine> {
	const reader = stream
		.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
		.getReader();
	let rest = '';
	for (;;) {
		const { done, value } = await reader.read().catch(unreachable);
		if (done) return;
		const lines = (rest + value).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) yield JSON.parse(line) as TakingLine;
	}
}

function unreachable(cause: unknown): never {
	if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
	throw new UserError('hub_unreachable', {}, { cause });
}
