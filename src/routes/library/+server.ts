import { UserError } from '$lib/base';
import { answerErrors, mustMay, TakeRequest, type Unpacking } from '$lib/hub/server';
import * as v from 'valibot';
import type { TakingLine } from './taking-line';
import type { RequestHandler } from './$types';

const pause = 200;

/**
 * Takes a zip that was sent into the library. The answer is a line of JSON for each step on the way, the last one says what
 * came of it; it goes on when nobody listens any more.
 */
export const POST: RequestHandler = ({ request, locals }) =>
	answerErrors(async () => {
		const { hub } = locals;
		const person = mustMay(locals.person, 'take in package'); // what is found later is told in the lines
		const body = v.safeParse(TakeRequest, await request.json().catch(() => null));
		if (!body.success) throw new UserError('lesson_invalid', { where: 'request' });
		let say: (line: TakingLine) => void = () => undefined;
		let told = 0;
		const hear = (progress: Unpacking) => {
			if (Date.now() - told < pause) return;
			told = Date.now();
			say({ state: 'working', ...progress });
		};
		const taken = hub.library.take(body.output, person, hear);
		const lines = new ReadableStream<Uint8Array>({
			async start(to) {
				const encoder = new TextEncoder();
				say = (line) => to.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
				try {
					say(await taken);
				} catch (error) {
					if (!(error instanceof UserError)) return to.error(error);
					say({ state: 'failed', error: error.code, details: error.details });
				}
				to.close();
			},
			cancel: () => void (say = () => undefined)
		});
		const headers = { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' };
		return new Response(lines, { headers });
	});
