import type { FileSource } from './files';
import type { PackageText } from './protocol';

/** What scripts read most comes first. */
const kinds = [/\.(xml|json|txt|csv|xslt?|dtd|properties)$/i, /\.x?html?$/i, /\.(m?js|css|svg)$/i];
const mostBytes = 16e6;
const atATime = 16;

/**
 * The texts of a package that its scripts may ask for and wait (`XMLHttpRequest`, not asynchronous): Chromium asks no service
 * worker for those, so the frame must have them before. Data first, then pages, then scripts, of each the smallest; at most so many. Of all others it says that they are there.
 */
export async function textsOf(
	files: { path: string; size: number }[],
	source: FileSource,
	most = 400
): Promise<PackageText[]> {
	let left = mostBytes;
	const wanted = kinds
		.flatMap((kind) => files.filter(({ path }) => kind.test(path)).sort((a, b) => a.size - b.size))
		.slice(0, most)
		.filter(({ size }) => size <= left && (left -= size) >= 0);
	const texts: PackageText[] = [];
	for (let at = 0; at < wanted.length; at += atATime) {
		const some = wanted.slice(at, at + atATime).map(async ({ path }) => {
			const file = await source(path, null);
			if (file) texts.push({ path, file: file.blob.slice(0, file.blob.size, file.type) });
		});
		await Promise.all(some);
	}
	const brought = new Set(texts.map(({ path }) => path));
	return [
		...texts,
		...files.filter(({ path }) => !brought.has(path)).map(({ path }) => ({ path, file: null }))
	];
}
