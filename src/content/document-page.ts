import { offerAddress, type FileHost } from './offered-files';

/** Who opens documents, and saves files. */
export interface DocumentHost extends FileHost {
	words: { document: string; openDocument: string; file: string; saveFile: string };
	/** Asks the app to open one that cannot be shown in here. */
	openDocument(address: string): void;
}

/** The page that is answered in the place of a document, which the app opens in a tab of its own, or of a file that can only be saved. */
export const documentPage = (kind: 'document' | 'file') =>
	`<!doctype html><html data-yuanke-document="${kind}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><body></body></html>`;

/** Fills it: its name, and a button. */
export function showDocument(host: DocumentHost, page: Document): void {
	const address = page.location.href;
	const { words } = host;
	const isFile = page.documentElement.dataset.yuankeDocument === 'file';
	const name = decoded(page.location.pathname.split('/').at(-1) ?? '');
	const title = page.createElement('p');
	title.textContent = name;
	title.style.cssText = 'font-weight:bold;overflow-wrap:anywhere';
	const text = page.createElement('p');
	text.textContent = isFile ? words.file : words.document;
	const button = page.createElement('button');
	button.textContent = isFile ? words.saveFile : words.openDocument;
	button.style.cssText =
		'min-height:3rem;padding:0 1.6em;border:0;border-radius:.6em;background:#2f6b3c;color:#fff;font:bold 1.3rem sans-serif;cursor:pointer';
	button.addEventListener('click', () => (isFile ? offerAddress(host, address) : host.openDocument(address)));
	page.body.style.cssText = 'margin:2em;font:1.3rem/1.6 sans-serif;background:#fff;color:#222';
	page.body.append(title, text, button);
}

function decoded(name: string): string {
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
