/**
 * Hands files to take along out under their own names. Where only a worker has them, as in preview and at a station,
 * browsers would ask the network in vain; a server may give the name they have in the package, and that one would count.
 * Out of a folder a link saves its file by itself.
 */
export function handOutFiles(): void {
	if (!location.protocol.startsWith('http')) return;
	document.addEventListener('click', (event) => {
		const link = event.target instanceof Element ? event.target.closest('a') : null;
		if (!link?.download || !link.href.startsWith(location.origin)) return;
		// Around it is a player that hands out files itself.
		if ('yuankeSaves' in window) return;
		event.preventDefault();
		void save(link.href, link.download);
	});
}

async function save(address: string, name: string): Promise<void> {
	const link = document.createElement('a');
	link.href = await fetch(address).then(
		async (answer) => (answer.ok ? URL.createObjectURL(await answer.blob()) : address),
		// A page that may not ask can still follow the link.
		() => address
	);
	link.download = name;
	link.click();
	// Long enough to be read from a slow disk; the rest goes with the page.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
