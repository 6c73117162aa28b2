import { library } from '$lib/hub/protocol';
import { servePerson } from '$lib/hub/server';

/** What a package in the library consists of, for trying it. */
export const GET = servePerson(library.contents, ({ hub, person, params }) =>
	hub.library.contents(params.lesson, person)
);
