import { UserError } from '$lib/base';
import { may, type Thing, type Verb } from '../may';
import type { Person } from './accounts';

/** Throws `UserError('not_signed_in' | 'not_allowed' | 'not_found')` where {@link may} says no; gives who it is. */
export function mustMay(person: Person | null, verb: Verb, thing?: Thing): Person {
	const verdict = may(person, verb, thing);
	if (!verdict.allowed || !person) throw new UserError(verdict.allowed ? 'not_signed_in' : verdict.reason);
	return person;
}
