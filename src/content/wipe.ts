/** Empties everything a package could have left on the content origin. What cannot be deleted fails the launch. */
export async function wipe(): Promise<void> {
	localStorage.clear();
	sessionStorage.clear();
	for (const { name } of await indexedDB.databases()) if (name) await deleteDatabase(name);
	for (const name of await caches.keys()) await caches.delete(name);
	const files = await navigator.storage.getDirectory();
	for await (const name of files.keys()) await files.removeEntry(name, { recursive: true });
	for (const cookie of document.cookie.split('; ').filter(Boolean)) {
		const name = cookie.split('=')[0];
		document.cookie = `${name}=; max-age=0; path=/`;
	}
}

function deleteDatabase(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => resolve();
		request.onerror = () => reject(request.error ?? new Error(name));
		request.onblocked = () => reject(new Error(`database ${name} is in use`));
	});
}
