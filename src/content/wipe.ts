/** Empties everything a package could have left on the content origin. What cannot be deleted fails the launch. */
export async function wipe(): Promise<void> {
	window.name = '';
	localStorage.clear();
	sessionStorage.clear();
	for (const { name } of await indexedDB.databases()) if (name) await deleteDatabase(name);
	for (const name of await caches.keys()) await caches.delete(name);
	const files = await navigator.storage.getDirectory();
	for await (const name of files.keys()) await files.removeEntry(name, { recursive: true });
	await deleteBuckets();
	const { navigationPreload } = await navigator.serviceWorker.ready;
	await navigationPreload.setHeaderValue('true');
	await navigationPreload.disable();
	await deleteCookies();
}

function deleteDatabase(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => resolve();
		request.onerror = () => reject(request.error ?? new Error(name));
		request.onblocked = () => reject(new Error(`database ${name} is in use`));
	});
}

/** Stores beside the usual ones (Storage Buckets API), where there are any. */
async function deleteBuckets(): Promise<void> {
	const { storageBuckets } = navigator as Navigator & {
		storageBuckets?: { keys(): Promise<string[]>; delete(name: string): Promise<void> };
	};
	for (const name of (await storageBuckets?.keys()) ?? []) await storageBuckets?.delete(name);
}

/** Pages of this origin that may read cookies stand at these places, and in launches, whose names nobody guesses. */
const pages = ['/frame', '/layers', '/p/'];
const paths = ['/', ...pages, '/p'];

async function deleteCookies(): Promise<void> {
	const domains = location.hostname.split('.').map((_, i, parts) => parts.slice(i).join('.'));
	for (const path of pages) {
		const seen = await cookiesAt(path);
		for (const pair of seen.split('; ').filter(Boolean)) {
			// One without a name is written as it is.
			const gone = pair.includes('=') ? `${pair.split('=')[0]}=` : 'gone';
			for (const where of paths)
				for (const domain of ['', ...domains.map((name) => `; domain=${name}`)])
					for (const more of ['', '; partitioned'])
						document.cookie = `${gone}; max-age=0; secure; path=${where}${domain}${more}`;
		}
		if (seen && (await cookiesAt(path))) throw new Error(`cookies stay at ${path}`);
	}
}

/** The cookies a page at this path would see. */
function cookiesAt(path: string): Promise<string> {
	if (path === '/frame') return Promise.resolve(document.cookie);
	const frame = document.createElement('iframe');
	frame.src = path;
	frame.hidden = true;
	return new Promise((resolve) => {
		frame.addEventListener('load', () => {
			resolve(frame.contentDocument?.cookie ?? '');
			frame.remove();
		});
		document.body.append(frame);
	});
}
