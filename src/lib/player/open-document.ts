import type { FileSource } from './files';

/**
 * Opens a document of a package in a tab of its own, from this computer's disk. Only as PDF: anything else, a page for instance,
 * would run on the app's origin. False when the browser shows no PDF or nobody pressed: it can be saved instead.
 */
export async function openDocument(files: FileSource, path: string): Promise<boolean> {
	const part = await files(path, null);
	if (!part || !/^application\/pdf\b/i.test(part.type) || !navigator.pdfViewerEnabled) return false;
	const address = URL.createObjectURL(part.blob.slice(0, part.blob.size, 'application/pdf'));
	if (window.open(address)) return true;
	URL.revokeObjectURL(address);
	return false;
}
