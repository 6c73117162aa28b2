import * as v from 'valibot';
import { Text } from './parts';

/** The program was started at the station. */
export const stationOpened = v.object({ kind: v.literal('station-opened'), program: Text });
