import type { Databases } from '$lib/store/node';
import { Lookup } from './lookup';

/** A lookup over the databases of a test that has no blobs. */
export const lookupOf = (db: Databases): Lookup => new Lookup(db, () => Promise.resolve([]), 'test');
