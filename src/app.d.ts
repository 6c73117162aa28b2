import type { Hub } from '$lib/hub/server';
import type { GatewayCaller, Person } from '$lib/hub/server';

/** What the launcher prints about the hub it started. */
export interface HubBanner {
	/** The code for the first visit; null when there is an administrator. */
	setupCode: string | null;
	/** Demo sign-ins; empty in production. */
	signIns: { what: string; name: string; password: string }[];
	stationCode: { station: string; code: string } | null;
	keeperPin: string | null;
}

declare global {
	namespace App {
		interface Locals {
			hub: Hub;
			/** Who is signed in; null for a visitor or a station. */
			person: Person | null;
			/** Who asks, as the gateway sees it. */
			caller: GatewayCaller;
		}
		interface Error {
			message: string;
			code?: string;
		}
	}

	/** Set by the program that starts the hub, which says and does what follows. */
	var yuankeLauncher:
		| {
				/** Nothing may be answered any more: the process must end. `again`: starting again may help. */
				fallen(failure: { code: string; details: Record<string, string | number> }, again: boolean): void;
				/** What was damaged or missing and follows from the rest begins anew. */
				renewed(name: string, movedTo: string | null): void;
				/** The hub works, but somebody should do something. */
				warned(warning: { code: string; details: Record<string, string | number> }): void;
		  }
		| undefined;

	/** Set by hooks.server.ts when the hub is open; the launcher, another bundle in the same process, reads it. */
	var yuanke: { close(): Promise<void>; banner(): Promise<HubBanner> } | undefined;
}
