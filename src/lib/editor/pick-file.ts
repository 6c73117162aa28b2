import { accepts, type Wanted } from './wanted';

/** Lets the author choose a file; null when nothing was chosen. Must be called from a click or a key. */
export function pickFile(wanted: Wanted): Promise<File | null> {
	return new Promise((resolve) => {
		const input = document.createElement('input');
		input.type = 'file';
		input.accept = accepts[wanted];
		input.onchange = () => resolve(input.files?.[0] ?? null);
		input.oncancel = () => resolve(null);
		input.click();
	});
}
