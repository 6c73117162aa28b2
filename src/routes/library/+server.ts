import { UserError } from '$lib/base';
import { library, type Unpacking } from '$lib/hub/protocol';
import { mustMay, serveLines } from '$lib/hub/server';

const pause = 200;

/** Takes a zip that was sent into the library; it goes on when nobody listens any more. */
export const POST = serveLines(
	library.take,
	(person) => mustMay(person, 'take in package'),
	async ({ hub, person, body }, say) => {
		let told = 0;
		const hear = (progress: Unpacking) => {
			if (Date.now() - told < pause) return;
			told = Date.now();
			say({ state: 'working', ...progress });
		};
		try {
			say(await hub.library.take(body, person, hear));
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			say({ state: 'failed', error: error.code, details: error.details });
		}
	}
);
