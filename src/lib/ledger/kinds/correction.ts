import * as v from 'valibot';
import { Count, Text } from './parts';

/** An entry of before is said to be wrong. */
export const correction = v.object({ kind: v.literal('correction'), of: Count, reason: Text });
