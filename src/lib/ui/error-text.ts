import type { UserError, UserErrorCode } from '$lib/base';
import * as m from '$messages';

type Sentence = (details: never) => string;

// The type makes a code without a sentence an error of the compiler.
const sentences: Record<`error_${UserErrorCode}`, Sentence> = m;

/** The sentence for a failure in the reader's language: what happened and what to do. */
export function errorText(error: Pick<UserError, 'code' | 'details'>): string {
	return sentences[`error_${error.code}`](error.details as never);
}
