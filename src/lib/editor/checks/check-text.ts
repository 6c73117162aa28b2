import type { CheckCode, Finding } from '$lib/lesson/checks';
import * as m from '$messages';

type Sentence = (details: never) => string;

// The type makes a code without a sentence an error of the compiler.
const sentences: Record<`check_${CheckCode}`, Sentence> = m;

/** What a finding says to the author: what it is and what to do. */
export const checkText = ({ code, details }: Finding): string => sentences[`check_${code}`](details as never);
