/** The film on screen to which something drawn in its block belongs; null before one is chosen. */
export const filmOf = (inside: Element): HTMLVideoElement | null =>
	inside.closest('[data-film]')?.querySelector('video') ?? null;
