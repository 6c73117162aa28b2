import { UserError } from '$lib/base';

/** Does something with the bank; gives why it failed, in the words for people. */
export async function failureOf(work: () => Promise<void>): Promise<UserError | undefined> {
	try {
		await work();
		return undefined;
	} catch (cause) {
		return cause instanceof UserError ? cause : new UserError('hub_unreachable', {}, { cause });
	}
}
