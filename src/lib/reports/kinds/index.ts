import type { BodyOf, EntryBody, EntryKind } from '$lib/ledger';
import { answer } from './answer';
import { attemptOpened } from './attempt-opened';
import { attemptStatus } from './attempt-status';
import { discussion } from './discussion';
import type { CountedKind } from './kind';

const kinds: { [K in EntryKind]: CountedKind<BodyOf<K>> } = {
	'station-opened': {},
	'attempt-opened': attemptOpened,
	answer,
	discussion,
	'attempt-status': attemptStatus,
	'keeper-unlocked': {},
	correction: {}
};

/** What the hub makes of entries like this one. */
export const countedAs = ({ kind }: EntryBody): CountedKind<EntryBody> => kinds[kind];
