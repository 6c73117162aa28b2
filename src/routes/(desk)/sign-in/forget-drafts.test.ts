import { expect, test } from 'vitest';
import { sentDrafts } from './forget-drafts';

test('who signed out leaves behind only what the hub does not have yet', () => {
	const version = { key: 'k' } as never;
	expect(
		sentDrafts([
			{ draftId: 'sent', saved: true },
			{ draftId: 'unsent' },
			{ draftId: 'version unsent', saved: true, versions: [version] },
			{ draftId: 'versions sent', saved: true, versions: [] }
		])
	).toEqual(['sent', 'versions sent']);
});
