import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { databasesContract } from './databases.contract';
import { testCouch } from './test-place.fixture';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-contract-'));
afterAll(() => rmSync(dir, { recursive: true }));

databasesContract('LevelDB', join(dir, 'db'));
const couch = testCouch(dir);
if (couch) databasesContract('CouchDB', couch);
