import { UserError } from '$lib/base';
import { hubAnswers, settleLanguage } from '$lib/ui';
import type { ClientInit, HandleClientError } from '@sveltejs/kit';

export const init: ClientInit = () => settleLanguage();

/** A page that did not come because the hub is away is no fault of the program. */
export const handleError: HandleClientError = async ({ error }) => {
	if (error instanceof UserError) return { message: error.code, code: error.code };
	if (!(await hubAnswers())) return { message: 'hub_unreachable', code: 'hub_unreachable' };
	console.error(error);
	return { message: 'internal' };
};
