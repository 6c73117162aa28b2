import type { Database } from '$lib/store/node';
import { notFoundIsNull, statusOf } from '../documents';
import { GatewayRefusal, json } from './answers';
import { Checkpoint, CheckpointId, jsonOf, reading } from './asked';

/** Checkpoints one device may hold; a new one drops the one that was written longest ago. */
export const mostCheckpoints = 8;

/** Largest checkpoint taken, in bytes. */
export const checkpointLimit = 8 * 1024;

/** Everything one device has noted, oldest first, in one `_local` document. */
interface Notes {
	_id: string;
	_rev?: string;
	checkpoints: { id: string; number: number; body: Checkpoint }[];
}

/** Replication checkpoints, kept apart by device: one must not be able to move another's, nor fill the disk. */
export async function checkpoint(
	request: Request,
	asked: string,
	database: Database<object>,
	deviceId: string
): Promise<Response> {
	const db = database as unknown as Database<Notes>;
	const id = reading(CheckpointId, asked);
	const key = `_local/device-${deviceId}`;
	const held: Notes = (await notFoundIsNull(db.get(key))) ?? { _id: key, checkpoints: [] };
	const before = held.checkpoints.find((one) => one.id === id);
	const name = `_local/${id}`;
	if (request.method === 'GET') {
		if (!before) throw new GatewayRefusal(404, 'not_found', 'missing');
		return json(200, { ...before.body, _id: name, _rev: `0-${before.number}` });
	}
	if (request.method !== 'PUT') throw new GatewayRefusal(405, 'method_not_allowed', 'GET or PUT');
	const { _id = name, _rev, ...body } = reading(Checkpoint, await jsonOf(request, checkpointLimit));
	if (_id !== name) throw new GatewayRefusal(400, 'bad_request', 'the id is another');
	const conflict = new GatewayRefusal(409, 'conflict', 'Document update conflict.');
	if (_rev && _rev !== `0-${before?.number ?? 0}`) throw conflict;
	const number = (before?.number ?? 0) + 1;
	const others = held.checkpoints.filter((one) => one.id !== id).slice(1 - mostCheckpoints);
	await db.put({ ...held, checkpoints: [...others, { id, number, body }] }).catch((error: unknown) => {
		throw statusOf(error) === 409 ? conflict : error;
	});
	return json(201, { ok: true, id: name, rev: `0-${number}` });
}
