import { newKeyPair, keyIdOf, publicJwk, seal, signer } from '$lib/base';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { listedFiles, readContents, readManifest, readRelease, ReleaseFact, unsealRelease } from '.';
import * as v from 'valibot';

const folder = 'src/lib/release/fixtures/';
const stored = (name: string) => readFileSync(`${folder}${name}.json`, 'utf8');
const changed = (name: string, change: object) =>
	JSON.stringify({ ...(JSON.parse(stored(name)) as object), ...change });
const thrownBy = (read: () => unknown): unknown => {
	try {
		read();
	} catch (error) {
		return error;
	}
};

const readers = {
	manifest: readManifest,
	contents: readContents,
	release: (signed: string) => readRelease({ signed })
};
const frozen = readdirSync(folder).map((file) => {
	const [, kind = '', version = ''] = /^(.*)-(\d+)\.json$/.exec(file)!;
	return { name: `${kind}-${version}`, kind: kind as keyof typeof readers };
});

describe.each(frozen)('$name, as it was once stored', ({ name, kind }) => {
	const read = readers[kind];

	it('is read, and says all it said', () => {
		expect(read(stored(name))).toMatchObject(withoutEnvelope(JSON.parse(stored(name)) as object));
	});

	it('is told from one of a newer program, whatever else that holds', () => {
		const newer = thrownBy(() => read(changed(name, { formatVersion: 99, files: 'elsewhere', title: 1 })));
		expect(newer).toMatchObject({ code: 'format_newer' });
	});

	it.each(['', 'null', '<html>', '{}', '{"formatVersion":"1"}', '[]'])('is not %j', (text) => {
		expect(thrownBy(() => read(text))).toMatchObject({ code: 'release_damaged' });
	});

	it('is damaged when anything it must say is missing', () => {
		const all = JSON.parse(stored(name)) as Record<string, unknown>;
		const optional = new Set(['about', 'kind', ...(name === 'manifest-3' ? ['launch'] : [])]);
		for (const field of Object.keys(all)) {
			if (optional.has(field)) continue;
			const { [field]: _, ...rest } = all;
			expect(
				thrownBy(() => read(JSON.stringify(rest))),
				field
			).toMatchObject({ code: 'release_damaged' });
		}
	});
});

/** What an envelope adds to a body is no field of it. */
function withoutEnvelope({ kind: _, formatVersion, ...body }: { kind?: string; formatVersion?: number }) {
	return 'files' in body ? { ...body, formatVersion } : body;
}

test('questions of the first format are read with what they lacked', () => {
	const { items } = readManifest(stored('manifest-1'));
	const asked = { quiz: null, hint: '', attempts: 0, partial: false, whenRight: '', whenWrong: '' };
	const choice = items.find(({ kind }) => kind === 'singleChoice');
	expect(choice).toMatchObject({ ...asked, shuffle: false, options: [{ key: '0', feedback: '' }, {}] });
	expect(items.find(({ kind }) => kind === 'video')).toMatchObject({ required: [] });
});

test.each([
	['a way out', { path: '../a.html' }],
	['no hash', { sha256: 'a' }],
	['half a byte', { size: 1.5 }],
	['pieces that are no hashes', { pieces: ['x'] }]
])('a manifest is damaged when a file of it has %s', (_, change) => {
	const { files } = JSON.parse(stored('manifest-1')) as { files: object[] };
	const text = changed('manifest-1', { files: [files[0], { ...files[1], ...change }] });
	expect(thrownBy(() => readManifest(text))).toMatchObject({ code: 'release_damaged' });
});

test('a lesson that has nothing to open is damaged; a course opens its steps', () => {
	const text = changed('manifest-2', { launch: 'gone.html' });
	expect(thrownBy(() => readManifest(text))).toMatchObject({ code: 'release_damaged' });
	expect(readManifest(stored('manifest-3')).launch).toBe('');
});

test('what every form has in common is read of a newer one too: its files, its title and its day', () => {
	const { files } = JSON.parse(stored('manifest-1')) as { files: { sha256: string }[] };
	const hashes = files.map(({ sha256 }) => sha256);
	expect(listedFiles(changed('manifest-1', { formatVersion: 99, items: 'elsewhere' }))).toEqual(hashes);
	expect(listedFiles(stored('contents-1'))).toHaveLength(2);
	const newer = JSON.parse(changed('release-1', { formatVersion: 99, themes: ['new'] })) as object;
	expect(v.parse(ReleaseFact, newer)).toEqual({ title: '稻瘟病', releasedAt: '2026-03-01T08:00:00.000Z' });
});

test('a release is believed under a key that is believed, and under no other', async () => {
	const body = readRelease({ signed: stored('release-1') });
	const { privateKey, publicKey } = await newKeyPair(true);
	const keyId = await keyIdOf(await publicJwk(publicKey));
	const head = { id: body.id, kind: 'release', formatVersion: 1 };
	const doc = await seal(signer(keyId, privateKey), head, { ...body });
	expect(await unsealRelease(doc, (id) => (id === keyId ? publicKey : undefined))).toEqual(body);
	await expect(unsealRelease(doc, () => undefined)).rejects.toMatchObject({ code: 'signature_invalid' });
	const other = { ...doc, signed: doc.signed.replace('稻瘟病', '赌博网') };
	await expect(unsealRelease(other, () => publicKey)).rejects.toMatchObject({ code: 'signature_invalid' });
});
