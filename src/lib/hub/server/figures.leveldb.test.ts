import { chainFigureId } from '$lib/reports';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answered, LedgerHub, lesson, official, opened } from './ledger.fixture';

// On LevelDB only: a CouchDB remembers twenty, without which the nodes of a cluster would take an update for a conflict.
test('what a device sent page by page leaves no trail of older revisions, which every write would read', async () => {
	const dir = mkdtempSync(join(tmpdir(), 'yuanke-ledger-'));
	const hub = await LedgerHub.open(dir, join(dir, 'db'));
	await hub.release(lesson.lessonId, 1);
	const device = await hub.device(['王秀英']);
	for (let n = 1; n <= 12; n++) {
		await hub.push(device, await device.next([n > 1 ? answered(n, '春') : opened()]));
		await hub.records.receipt(device);
	}
	const [attempt] = await hub.attempts(official);
	const figures = [chainFigureId(device.stationId, device.deviceId), attempt?._id ?? ''];
	const trails = [
		...(await Promise.all(figures.map((id) => hub.db.figures.get(id, { revs: true })))),
		await hub.db.receipts.get(`receipt:${device.deviceId}`, { revs: true })
	];
	expect(trails.map(({ _revisions }) => _revisions?.ids.length)).toEqual([1, 1, 1]);
	await hub.close();
});
