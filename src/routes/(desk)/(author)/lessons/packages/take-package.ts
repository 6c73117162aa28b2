import { readLine, UserError, userErrorFrom } from '$lib/base';
import { library, type PackageTaken, type TakeRequest, type TakingLine } from '$lib/hub/protocol';
import { deliver, hashFile } from '$lib/media';
import { send, unreachable } from '../hub-request';

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
	for await (const line of linesOf(await send(library.take, { body }, signal))) {
		if (line.state === 'failed') throw new UserError(line.error, line.details);
		if (line.state !== 'working') return line;
		hear({ phase: line.phase, done: line.done, total: line.total });
	}
	throw new UserError('hub_unreachable');
}

async function* linesOf(response: Response): AsyncGenerator<TakingLine> {
	if (!response.ok || !response.body) throw userErrorFrom(await response.json().catch(() => null));
	const reader = response.body
		.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
		.getReader();
	let rest = '';
	for (;;) {
		const { done, value } = await reader.read().catch(unreachable);
		if (done) return;
		const lines = (rest + value).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) yield readLine(library.take, line);
	}
}
