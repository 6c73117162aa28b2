import { accepts, type Wanted } from './wanted';

/** Lets the author choose a file; null when nothing was chosen. Must be called from a click or a key. */
export const pickFile = async (wanted: Wanted): Promise<File | null> =>
	(await pickFiles(wanted, false))[0] ?? null;

/** The same for several at once. */
export function pickFiles(wanted: Wanted, multiple = true): Promise<File[]> {
	return new Promise((resolve) => {
		const input = document.createElement('input');
		input.type = 'file';
		input.accept = accepts[wanted];
		input.multiple = multiple;
		input.onchange = () => resolve([...(input.files ?? [])]);
		input.oncancel = () => resolve([]);
		input.click();
	});
}
