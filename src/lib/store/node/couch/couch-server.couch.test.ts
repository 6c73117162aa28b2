import { afterAll, describe, expect, test } from 'vitest';
import { openDatabases } from '../open-databases';
import { removeDatabases, testCouch } from '../test-place.fixture';
import { couchFetch } from './couch-fetch';
import { CouchPlace } from './couch-place';

const place = testCouch('couch-server') as CouchPlace;

// What only a real server can show; the rest is in couch-failures.
describe('on a real CouchDB', () => {
	const anyone = CouchPlace.read(`${place.server}/${place.prefix}`);
	const security = { method: 'PUT', headers: { 'content-type': 'application/json' } };
	afterAll(() => removeDatabases(place));

	test('databases are read by nobody but administrators and the hub, also those that were open before', async () => {
		await couchFetch(place, place.address('lessons'), { method: 'PUT' });
		const open = JSON.stringify({ admins: { names: [], roles: [] }, members: { names: [], roles: [] } });
		await couchFetch(place, `${place.address('lessons')}/_security`, { ...security, body: open });
		expect((await couchFetch(anyone, `${anyone.address('lessons')}/_all_docs`)).status).toBe(200);
		await openDatabases(place);
		for (const name of ['lessons', 'accounts'])
			await expect(couchFetch(anyone, `${anyone.address(name)}/_all_docs`)).rejects.toMatchObject({
				code: 'hub_database_password'
			});
	});

	test('a wrong password is told', async () => {
		const wrong = CouchPlace.read(`${place.server.replace('://', '://somebody:wrong@')}/${place.prefix}`);
		await expect(openDatabases(wrong)).rejects.toMatchObject({ code: 'hub_database_password' });
	});

	test('what is derived remembers few revisions', async () => {
		const limit = await couchFetch(place, `${place.address('figures')}/_revs_limit`);
		expect(await limit.json()).toBe(20);
	});
});
