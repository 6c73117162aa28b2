import * as v from 'valibot';
import { ReleaseFile } from './file';

/** What manifests and contents have in common in every form, newer ones too. */
const Listing = v.object({ files: v.array(v.pick(ReleaseFile, ['sha256'])) });

/** The hashes that a manifest or a package's contents list. Throws when it lists nothing a program could know. */
export const listedFiles = (text: string): string[] =>
	v.parse(Listing, JSON.parse(text)).files.map(({ sha256 }) => sha256);
