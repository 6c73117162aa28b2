import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabases, databaseNames, type Database, type Databases } from './databases';
import { openDatabases, presentDatabases, type DatabasesPlace } from './open-databases';

interface Note {
	_id: string;
	_rev?: string;
	n?: number;
	text?: string;
}

const rev = (generation: number, letter: string) => `${generation}-${letter.repeat(32)}`;

/** What the hub needs of the engine its databases are on, whichever it is. */
export function databasesContract(engine: string, place: DatabasesPlace): void {
	describe(`databases on ${engine}`, () => {
		let databases: Databases;
		let db: Database<Note>;
		beforeAll(async () => {
			databases = await openDatabases(place);
			db = databases.lessons as Database<object> as Database<Note>;
		});
		afterAll(() => closeDatabases(databases));

		test('all of them are there once they were opened', async () => {
			expect((await presentDatabases(place)).size).toBe(databaseNames.length);
		});

		test('what is not there is 404, what was removed too', async () => {
			await expect(db.get('nothing')).rejects.toMatchObject({ status: 404, name: 'not_found' });
			const { rev } = await db.put({ _id: 'gone', n: 1 });
			await db.remove('gone', rev);
			await expect(db.get('gone')).rejects.toMatchObject({ status: 404 });
		});

		test('a document comes back as it was written, any id and text', async () => {
			for (const _id of ['a:b', 'x y/z?&#%', '水稻:育秧', 'é\u{1f33e}', 'a+b']) {
				const { rev } = await db.put({ _id, text: '“引号”\u2028\u{1f33e}\n' });
				expect(await db.get(_id)).toEqual({ _id, _rev: rev, text: '“引号”\u2028\u{1f33e}\n' });
			}
		});

		test('a write upon a revision that is no longer the last is 409 and changes nothing', async () => {
			const first = await db.put({ _id: 'conflict', n: 1 });
			await db.put({ _id: 'conflict', _rev: first.rev, n: 2 });
			for (const late of [
				{ _id: 'conflict', _rev: first.rev, n: 3 },
				{ _id: 'conflict', n: 3 }
			])
				await expect(db.put(late)).rejects.toMatchObject({ status: 409, name: 'conflict' });
			await expect(db.remove('conflict', first.rev)).rejects.toMatchObject({ status: 409 });
			expect((await db.get('conflict')).n).toBe(2);
		});

		test('of two who write one document at once, one is told 409', async () => {
			const { rev: _rev } = await db.put({ _id: 'race', n: 0 });
			const tries = await Promise.allSettled([1, 2, 3].map((n) => db.put({ _id: 'race', _rev, n })));
			expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
			for (const one of tries)
				if (one.status === 'rejected') expect(one.reason).toMatchObject({ status: 409 });
		});

		test('a bulk write answers for each document, in order', async () => {
			const { rev } = await db.put({ _id: 'bulk:2', n: 1 });
			const answers = await db.bulkDocs([
				{ _id: 'bulk:1', n: 1 },
				{ _id: 'bulk:2', n: 2 },
				{ _id: 'bulk:3', n: 1 }
			]);
			expect(answers).toMatchObject(
				[
					{ ok: true, id: 'bulk:1' },
					{ error: true, status: 409, name: 'conflict', id: 'bulk:2' },
					{ ok: true, id: 'bulk:3' }
				].map((one) => ('error' in one ? { status: 409, name: 'conflict', id: one.id } : one))
			);
			expect(answers[1]).toHaveProperty('error');
			expect(await db.get('bulk:2')).toMatchObject({ _rev: rev, n: 1 });
			expect(answers[0]?.rev).toBe((await db.get('bulk:1'))._rev);
		});

		test('documents are listed by their ids in the order of bytes, by a prefix, in portions', async () => {
			const ids = ['list:', 'list:A', 'list:B', 'list:a', 'list:b', 'list:b:1', 'list:\u00e9', 'list:水'];
			await db.bulkDocs([...[...ids].reverse(), 'lisT:z', 'list;'].map((_id) => ({ _id, n: 1 })));
			const within = { startkey: 'list:', endkey: 'list:\uffff' };
			const { rows } = await db.allDocs({ ...within, include_docs: true });
			expect(rows.map(({ id }) => id)).toEqual(ids);
			expect(rows.map(({ doc }) => doc?._id)).toEqual(ids);
			const paged: string[] = [];
			for (let startkey = 'list:'; ;) {
				const { rows } = await db.allDocs({ ...within, startkey, limit: 3 });
				paged.push(...rows.map(({ id }) => id));
				if (rows.length < 3) break;
				startkey = `${rows.at(-1)?.id}\u0000`;
			}
			expect(paged).toEqual(ids);
			const back = await db.allDocs({ startkey: 'list:\uffff', endkey: 'list:', descending: true, limit: 1 });
			expect(back.rows[0]?.id).toBe('list:水');
		});

		test('documents are read by their keys, missing and removed ones too', async () => {
			const { rev } = await db.put({ _id: 'key:1', n: 1 });
			const gone = await db.put({ _id: 'key:2', n: 1 });
			await db.remove('key:2', gone.rev);
			const { rows } = await db.allDocs({ keys: ['key:3', 'key:1', 'key:2'], include_docs: true });
			expect(rows[0]).toMatchObject({ key: 'key:3', error: 'not_found' });
			expect(rows[1]).toMatchObject({ id: 'key:1', value: { rev }, doc: { n: 1 } });
			expect(rows[2]).toMatchObject({ value: { deleted: true }, doc: null });
		});

		test('changes since a sequence are those after it, each document once, in portions', async () => {
			const { last_seq: before } = await db.changes({ since: 'now', limit: 1 });
			for (let n = 0; n < 5; n++) await db.put({ _id: `changes:${n}`, n });
			const { _rev } = await db.get('changes:1');
			await db.put({ _id: 'changes:1', _rev, n: 9 });
			const seen: string[] = [];
			let since: string | number = before;
			for (;;) {
				const { results, last_seq } = await db.changes({ since, limit: 2, include_docs: true });
				seen.push(...results.map(({ id, doc }) => `${id}=${(doc as Note).n}`));
				since = last_seq;
				if (results.length < 2) break;
			}
			expect(seen.sort()).toEqual([
				'changes:0=0',
				'changes:1=9',
				'changes:2=2',
				'changes:3=3',
				'changes:4=4'
			]);
			expect((await db.changes({ since })).results).toEqual([]);
		});

		test('more changes than one answer holds come whole', async () => {
			const { last_seq: since } = await db.changes({ since: 'now', limit: 1 });
			await db.bulkDocs(Array.from({ length: 1100 }, (_, n) => ({ _id: `many:${n}`, n })));
			expect((await db.changes({ since })).results).toHaveLength(1100);
			expect((await db.changes({ since, limit: 700 })).results).toHaveLength(700);
		});

		test('a document with a revision of our making is the same however often it comes', async () => {
			const page = { _id: 'page:1', _rev: rev(1, 'a'), n: 1 };
			expect(await db.bulkDocs([page], { new_edits: false })).toEqual([]);
			const { last_seq } = await db.changes({ since: 'now', limit: 1 });
			expect(await db.bulkDocs([page], { new_edits: false })).toEqual([]);
			expect(await db.get('page:1')).toEqual(page);
			expect((await db.changes({ since: last_seq })).results).toEqual([]);
		});

		test('two that contradict each other are both kept and told', async () => {
			const other = { _id: 'page:2', _rev: rev(1, 'c'), n: 2 };
			await db.bulkDocs([{ _id: 'page:2', _rev: rev(1, 'b'), n: 1 }, other], { new_edits: false });
			expect(await db.get('page:2', { conflicts: true })).toEqual({ ...other, _conflicts: [rev(1, 'b')] });
			const { rows } = await db.allDocs({
				startkey: 'page:2',
				endkey: 'page:2',
				include_docs: true,
				conflicts: true
			});
			expect(rows[0]?.doc?._conflicts).toEqual([rev(1, 'b')]);
			expect((await db.get('page:2', { rev: rev(1, 'b') })).n).toBe(1);
			const { results } = await db.changes({ style: 'all_docs', since: 0 });
			expect(results.find(({ id }) => id === 'page:2')?.changes).toHaveLength(2);
			const leaves = await db.get('page:2', { open_revs: 'all', revs: true });
			expect(leaves.map((leaf) => ('ok' in leaf ? leaf.ok._rev : '')).sort()).toEqual([
				rev(1, 'b'),
				rev(1, 'c')
			]);
		});

		test('a revision that names the one before continues it', async () => {
			const _revisions = { start: 2, ids: ['e'.repeat(32), 'd'.repeat(32)] };
			await db.bulkDocs([{ _id: 'page:3', _rev: rev(1, 'd'), n: 1 }], { new_edits: false });
			await db.bulkDocs([{ _id: 'page:3', _rev: rev(2, 'e'), _revisions, n: 2 } as Note], {
				new_edits: false
			});
			const now = await db.get('page:3', { conflicts: true });
			expect(now).toEqual({ _id: 'page:3', _rev: rev(2, 'e'), n: 2 });
			const leaves = await db.get('page:3', { open_revs: 'all', revs: true });
			expect(leaves).toMatchObject([{ ok: { _revisions } }]);
		});

		test('which revisions are not here is told, and only those', async () => {
			await db.bulkDocs([{ _id: 'page:4', _rev: rev(1, 'f'), n: 1 }], { new_edits: false });
			const asked = { 'page:4': [rev(1, 'f'), rev(1, 'a')], 'page:5': [rev(1, 'b')] };
			const diff = await db.revsDiff(asked);
			expect(diff['page:4']?.missing).toEqual([rev(1, 'a')]);
			expect(diff['page:5']?.missing).toEqual([rev(1, 'b')]);
			expect(await db.revsDiff({ 'page:4': [rev(1, 'f')] })).toEqual({});
		});

		test('a note of this database alone is no document and is not among the changes', async () => {
			const notes = db;
			const { last_seq: since } = await db.changes({ since: 'now', limit: 1 });
			await expect(notes.get('_local/note')).rejects.toMatchObject({ status: 404 });
			await notes.put({ _id: '_local/note', n: 1 });
			const { _rev = '' } = await notes.get('_local/note');
			await notes.put({ _id: '_local/note', _rev, n: 2 });
			expect((await notes.get('_local/note')).n).toBe(2);
			expect((await db.changes({ since })).results).toEqual([]);
		});

		test('a view counts by the parts of its key, and is up to date when it is asked', async () => {
			const view = {
				map: `function (doc) { if (doc._id.indexOf('count:') === 0) emit(['省', doc.text, doc.n], [1, doc.n]); }`,
				reduce: `function (keys, values) {
	var total = [0, 0];
	for (var i = 0; i < values.length; i++) { total[0] += values[i][0]; total[1] += values[i][1]; }
	return total;
}`
			};
			await db.put({ _id: '_design/count', views: { by: view } } as object as Note);
			const ask = async (group_level: number) => {
				const { rows } = await db.query('count/by', { startkey: ['省'], endkey: ['省', {}], group_level });
				return rows.map(({ key, value }) => [key, value] as unknown);
			};
			expect(await ask(1)).toEqual([]);
			const docs = Array.from({ length: 60 }, (_, n) => ({
				_id: `count:${n}`,
				n,
				text: n % 2 ? '甲' : '乙'
			}));
			await db.bulkDocs(docs);
			expect(await ask(1)).toEqual([[['省'], [60, 1770]]]);
			expect(new Map((await ask(2)) as [string[], number[]][]).size).toBe(2);
			const { _rev } = await db.get('count:0');
			await db.put({ _id: 'count:0', _rev, n: 100, text: '丙' });
			expect(await ask(1)).toEqual([[['省'], [60, 1870]]]);
			expect(((await ask(2)) as [string[], number[]][]).map(([key]) => key[1]).sort()).toEqual([
				'丙',
				'乙',
				'甲'
			]);
		});

		test('a document of seven million bytes comes back whole', async () => {
			const text = '课'.repeat(2_300_000);
			await db.put({ _id: 'big', text });
			expect((await db.get('big')).text === text).toBe(true);
		});

		test('how many documents there are, and how far they have changed, is told', async () => {
			const before = await db.info();
			await db.put({ _id: 'info', n: 1 });
			const after = await db.info();
			expect(after.doc_count).toBe(before.doc_count + 1);
			expect(after.update_seq).not.toEqual(before.update_seq);
		});

		test('what was written is there when they are opened again', async () => {
			await db.put({ _id: 'again', n: 7 });
			await closeDatabases(databases);
			databases = await openDatabases(place);
			db = databases.lessons as Database<object> as Database<Note>;
			expect((await db.get('again')).n).toBe(7);
		});
	});
}
