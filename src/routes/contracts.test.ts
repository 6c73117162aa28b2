import type { Endpoint } from '$lib/base';
import * as hub from '$lib/hub/protocol';
import { endpointOf } from '$lib/hub/server';
import * as sync from '$lib/sync/protocol';
import { expect, test } from 'vitest';
import { otherProtocols } from './contracts.fixture';
import { doors, methods } from './doors.fixture';

const isEndpoint = (what: unknown): what is Endpoint =>
	typeof what === 'object' && what !== null && 'path' in what && 'answer' in what;
const named = ({ method, path }: Endpoint) => `${method} ${path}`;

/** Every endpoint the protocols describe, alone or among others of its noun. */
const described = [...Object.values(hub), ...Object.values(sync)].flatMap((what: unknown): Endpoint[] => {
	if (!what || typeof what !== 'object') return [];
	return isEndpoint(what) ? [what] : Object.values(what).filter(isEndpoint);
});

/** Doors that are no form action. */
const asked = Object.entries(doors).filter(([name]) => methods.includes(name.split(' ')[0] ?? ''));

test('every endpoint is served by what its askers share, or says which other protocol it speaks', () => {
	const ours = asked.filter(([name]) => !(name in otherProtocols));
	for (const [name, door] of ours) {
		const endpoint = endpointOf(door);
		expect(endpoint && named(endpoint), name).toBe(name);
		expect(described, name).toContain(endpoint);
	}
});

test('nothing is described that nobody serves, or twice', () => {
	const served = asked.flatMap(([, door]) => endpointOf(door) ?? []);
	expect(described.map(named).sort()).toEqual(served.map(named).sort());
});

test('every other protocol is one of an endpoint there is', () => {
	for (const name of Object.keys(otherProtocols)) expect(endpointOf(doors[name]), name).toBeUndefined();
	expect(Object.keys(doors)).toEqual(expect.arrayContaining(Object.keys(otherProtocols)));
});
