/**
 * Hands files to take along out where only a worker has them, as in preview and at a station: browsers ask no worker for
 * what is to be saved, and would ask the network in vain. Elsewhere a link saves its file by itself.
 */
export function handOutFiles(): void {
	if (!navigator.serviceWorker?.controller) return;
	document.addEventListener('click', (event) => {
		const link = event.target instanceof Element ? event.target.closest('a') : null;
		if (!link?.download || !link.href.startsWith(location.origin)) return;
		event.preventDefault();
		void save(link.href, link.download);
	});
}

async function save(address: string, name: string): Promise<void> {
	const file = await (await fetch(address)).blob();
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	link.click();
	// Long enough to be read from a slow disk; the rest goes with the page.
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
