import type { UserError } from '$lib/base';
import type { PackageTaken, Unpacking } from '$lib/hub/server';

/** A line of the hub's answer while it takes a package in. */
export type TakingLine =
	| ({ state: 'working' } & Unpacking)
	| PackageTaken
	| { state: 'failed'; error: UserError['code']; details: UserError['details'] };
