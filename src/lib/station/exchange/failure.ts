import { isHubAway, UserError } from '$lib/base';
import { storageFailure } from '$lib/store/browser';
import { ailments, refusals, type Failure } from './states';

/**
 * What a failed exchange means: the hub was not reached, it refuses us or is not believed, or this computer fails. What nobody
 * expected is a fault of the program, and is called so: it is never taken for a network that is gone.
 */
export function failureOf(error: unknown): Failure {
	const known = storageFailure(error) ?? error;
	if (isHubAway(known)) return { kind: 'unreachable' };
	const code = known instanceof UserError ? known.code : null;
	const refusal = refusals.find((one) => one === code);
	if (refusal) return { kind: 'refused', code: refusal };
	return { kind: 'ailing', code: ailments.find((one) => one === code) ?? 'station_fault' };
}
