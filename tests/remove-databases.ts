import { removeTestDatabases } from '../src/lib/store/node/test-place.fixture';
import { afterAll } from 'vitest';

// Each test file that ran on a CouchDB takes its databases away when it is done.
// Hundreds, where each test opens a hub of its own.
afterAll(removeTestDatabases, 120_000);
