import { UserError } from '$lib/base';
import { fail, type ActionFailure } from '@sveltejs/kit';
import { httpStatus } from './http';

/** What a form page gets back when something a person can mend went wrong. */
export interface FormFailure {
	error: { code: UserError['code']; details: UserError['details'] };
}

/** Runs a form's action; a `UserError` goes back to the form, other failures pass through. */
export async function formErrors<T>(action: () => Promise<T>): Promise<T | ActionFailure<FormFailure>> {
	try {
		return await action();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		return fail(httpStatus(error), { error: { code: error.code, details: error.details } });
	}
}

/** A text field of a form, trimmed; empty when it is not there. */
export function field(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}
