import type { UserError, UserErrorCode } from '$lib/base';
import * as m from '$messages';
import { waitText } from './wait-text';

type Sentence = (details: never) => string;

// The type makes a code without a sentence an error of the compiler.
const sentences: Record<`error_${UserErrorCode}`, Sentence> = m;

/** The sentence for a failure in the reader's language: what happened and what to do. */
export function errorText(error: Pick<UserError, 'code' | 'details'>): string {
	const { code, details } = error;
	// How long to wait is kept in seconds and told as people tell it.
	const told =
		typeof details.seconds === 'number' ? { ...details, wait: waitText(details.seconds) } : details;
	return sentences[`error_${code}`](told as never);
}
