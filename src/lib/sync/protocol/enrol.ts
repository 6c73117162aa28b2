import { Envelope, get, post } from '$lib/base';
import { PublicKey } from '$lib/store';
import * as v from 'valibot';

const Coordinate = v.pipe(v.string(), v.maxLength(50));

/** A computer that was given a one-time code, and the public half of the key it made for itself (ECDSA P-256). */
export const EnrolmentRequest = v.object({
	code: v.pipe(v.string(), v.maxLength(60)),
	publicKey: v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: Coordinate, y: Coordinate })
});

/** What it gets when the code was right. Nothing is believed before the root is the one the code's anchor names. */
export const EnrolmentAnswer = v.object({
	stationId: v.string(),
	deviceId: v.string(),
	credential: v.string(),
	contentOrigin: v.string(),
	rootKey: PublicKey,
	/** Which keys sign for the hub, signed by that root. */
	authority: Envelope,
	site: Envelope
});
export type EnrolmentAnswer = v.InferOutput<typeof EnrolmentAnswer>;

export const enrolment = {
	/**
	 * The hub's root key, as everyone may know it: with it a computer sees whether a code was typed as it stands on the slip,
	 * before the code is used up.
	 */
	root: get('/enrol', v.object({ rootKey: PublicKey })),
	enrol: post('/enrol', EnrolmentAnswer, EnrolmentRequest)
};
