/** How large letters are shown at a station, as shares of their usual size; the same steps as in lessons. */
export const textSizes = [1, 1.25, 1.5, 1.75, 2];

const key = 'yuanke-scale';

/** The size that was chosen last on this computer. */
export function textSize(): number {
	const kept = Number(localStorage.getItem(key));
	return textSizes.includes(kept) ? kept : 1;
}

export const keepTextSize = (size: number): void => localStorage.setItem(key, String(size));
