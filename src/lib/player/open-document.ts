import type { FileSource } from './files';

/**
 * Opens a document of a package in a tab of its own, from this computer's disk. Only as PDF: anything else, a page for instance,
 * would run on the app's origin. Where the browser shows no PDF it is saved instead.
 */
export async function openDocument(files: FileSource, path: string): Promise<void> {
	const part = await files(path, null);
	if (!part || !/^application\/pdf\b/i.test(part.type)) return;
	const address = URL.createObjectURL(part.blob.slice(0, part.blob.size, 'application/pdf'));
	if (navigator.pdfViewerEnabled && window.open(address)) return;
	const link = document.createElement('a');
	link.href = address;
	link.download = path.split('/').at(-1) ?? 'document.pdf';
	link.click();
}
