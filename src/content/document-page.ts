/** Who opens documents. */
export interface DocumentHost {
	words: { document: string; openDocument: string };
	/** Asks the app to open one that cannot be shown in here. */
	openDocument(address: string): void;
}

/** The page a document is answered with: frames like this one show none, the app opens it in a tab of its own. */
export const documentPage =
	'<!doctype html><html data-yuanke-document><meta charset="utf-8"><meta name="viewport" content="width=device-width"><body></body></html>';

/** Fills it: the document's name, and a button. */
export function showDocument(host: DocumentHost, page: Document): void {
	const address = page.location.href;
	const name = decoded(page.location.pathname.split('/').at(-1) ?? '');
	const title = page.createElement('p');
	title.textContent = name;
	title.style.cssText = 'font-weight:bold;overflow-wrap:anywhere';
	const text = page.createElement('p');
	text.textContent = host.words.document;
	const button = page.createElement('button');
	button.textContent = host.words.openDocument;
	button.style.cssText =
		'min-height:3rem;padding:0 1.6em;border:0;border-radius:.6em;background:#2f6b3c;color:#fff;font:bold 1.3rem sans-serif;cursor:pointer';
	button.addEventListener('click', () => host.openDocument(address));
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
