import { typeOfFile, type ImportOutcome } from '$lib/importer';
import { fileFinder } from '$lib/scorm/course';

type Checked = ImportOutcome & { state: 'checked' };

/** Unpacked files are kept up to this many bytes. */
const most = 256e6;

/** A whole file, and the type a browser is told. */
export interface ZipFile {
	blob: Blob;
	type: string;
}

/** The files of a checked zip, unpacked when they are asked for; null for what it does not have. */
export function zipFiles({ files }: Checked): (path: string) => Promise<ZipFile | null> {
	const find = fileFinder(files);
	const unpacked = new Map<string, { blob: Promise<Blob>; type: Promise<string> }>();
	let bytes = 0;
	return async (path) => {
		const file = find(path);
		if (!file) return null;
		let known = unpacked.get(file.path);
		if (!known) {
			if (bytes + file.size > most) {
				unpacked.clear();
				bytes = 0;
			}
			known = { blob: file.blob(), type: typeOfFile(file) };
			unpacked.set(file.path, known);
			bytes += file.size;
		}
		return { blob: await known.blob, type: await known.type };
	};
}
