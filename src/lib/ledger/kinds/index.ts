import type * as v from 'valibot';
import { answer } from './answer';
import { attemptOpened } from './attempt-opened';
import { attemptStatus } from './attempt-status';
import { correction } from './correction';
import { discussion } from './discussion';
import { keeperUnlocked } from './keeper-unlocked';
import { stationOpened } from './station-opened';

/**
 * Everything that can be recorded, one file each. What the hub makes of a kind stands in `reports/kinds`, and the compiler asks
 * for it there. With a new kind rises `figuresFormat`, so that what was set aside as newer is counted.
 */
export const entryKinds = {
	'station-opened': stationOpened,
	'attempt-opened': attemptOpened,
	answer,
	discussion,
	'attempt-status': attemptStatus,
	'keeper-unlocked': keeperUnlocked,
	correction
};
export type EntryKind = keyof typeof entryKinds;

/** What an entry of a kind says. */
export type BodyOf<K extends EntryKind> = v.InferOutput<(typeof entryKinds)[K]>;
