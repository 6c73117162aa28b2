import type { Identity } from '$lib/store/browser';

/** What must hold before a station may be carried to where there is no network. */
export interface Readiness {
	/** The pages of the station open from this computer's disk. */
	shell: boolean;
	/** The frame that plays lessons opens from this computer's disk. */
	frame: boolean;
	/** The station's key is here and signs. */
	key: boolean;
	/** The browser promised not to clear what is kept. */
	kept: boolean;
}

/** Whether everything is proven. */
export const isReady = (r: Readiness): boolean => r.shell && r.frame && r.key && r.kept;

/** Proves each point by doing it, not by remembering it. `shellCached` and `openFrame` are the page's own business. */
export async function proveReadiness(
	identity: Identity,
	shellCached: () => Promise<boolean>,
	openFrame: () => Promise<boolean>
): Promise<Readiness> {
	const [shell, frame, key, kept] = await Promise.all([
		shellCached().catch(() => false),
		openFrame().catch(() => false),
		signs(identity.privateKey),
		askToKeep()
	]);
	return { shell, frame, key, kept };
}

async function signs(key: CryptoKey): Promise<boolean> {
	if (key.extractable) return false;
	const signature = await crypto.subtle
		.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new Uint8Array(8))
		.catch(() => null);
	return signature !== null;
}

async function askToKeep(): Promise<boolean> {
	return (await navigator.storage.persisted()) || navigator.storage.persist();
}
