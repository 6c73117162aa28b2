import * as v from 'valibot';

/** The keeper opened what only keepers may, with their PIN. */
export const keeperUnlocked = v.object({ kind: v.literal('keeper-unlocked') });
