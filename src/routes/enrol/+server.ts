import { addressOf, serveAnyone } from '$lib/hub/server';
import { enrolment } from '$lib/sync/protocol';

/** The hub's root key, as everyone may know it. */
export const GET = serveAnyone(enrolment.root, ({ hub }) =>
	Promise.resolve({ rootKey: hub.stations.rootKey })
);

/** A computer that was given a code becomes a station's device. */
export const POST = serveAnyone(enrolment.enrol, async ({ hub, body: { code, publicKey }, event }) => ({
	...(await hub.stations.enrol(code, publicKey, addressOf(event))),
	contentOrigin: hub.contentOrigin
}));
