import type { Identity } from '$lib/store/browser';

/** What must hold before a station may be carried to where there is no network. */
export interface Readiness {
	/** The pages of the station open from this computer's disk. */
	shell: boolean;
	/** The frame that plays lessons opens from this computer's disk. */
	frame: boolean;
	/** The station's key is here and signs. */
	key: boolean;
}

/** Whether everything is proven. */
export const isReady = (r: Readiness): boolean => r.shell && r.frame && r.key;

/** Proves each point by doing it, not by remembering it. `shellCached` and `openFrame` are the page's own business. */
export async function proveReadiness(
	identity: Identity,
	shellCached: () => Promise<boolean>,
	openFrame: () => Promise<boolean>
): Promise<Readiness> {
	const [shell, frame, key] = await Promise.all([
		shellCached().catch(() => false),
		openFrame().catch(() => false),
		signs(identity.privateKey)
	]);
	return { shell, frame, key };
}

async function signs(key: CryptoKey): Promise<boolean> {
	if (key.extractable) return false;
	const signature = await crypto.subtle
		.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new Uint8Array(8))
		.catch(() => null);
	return signature !== null;
}

/**
 * Asks the browser not to clear what is kept here when the disk is nearly full; gives whether it promised. Chromium decides by
 * itself: it promises for a page that is bookmarked or installed, or that is much used.
 */
export async function askToKeep(): Promise<boolean> {
	return (await navigator.storage.persisted()) || navigator.storage.persist();
}
