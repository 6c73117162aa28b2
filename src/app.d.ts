declare global {
	// eslint-disable-next-line @typescript-eslint/no-namespace -- the name SvelteKit gives it
	namespace App {}
}

export {};
