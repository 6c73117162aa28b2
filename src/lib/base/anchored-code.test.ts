import { expect, test } from 'vitest';
import {
	anchorCode,
	anchorFits,
	bareCode,
	codeInFragment,
	enrolAddress,
	newCode,
	newKeyPair,
	publicJwk,
	splitCode
} from '.';

const root = await publicJwk((await newKeyPair(false)).publicKey);
const other = await publicJwk((await newKeyPair(false)).publicKey);

test('a code fits the root it was made for, however it is typed, and no other', async () => {
	const code = newCode();
	const anchored = await anchorCode(code, root);
	expect(anchored).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){4}[0-9a-hjkmnp-tv-z]{4}$/);
	const typed = splitCode(` ${anchored.toUpperCase().replaceAll('-', '　')} `);
	expect(typed?.code).toBe(code);
	expect(await anchorFits(typed!.code, typed!.anchor, root)).toBe(true);
	expect(await anchorFits(typed!.code, typed!.anchor, other)).toBe(false);
	expect(await anchorFits(newCode(), typed!.anchor, root)).toBe(false);
	expect(bareCode(anchored)).toBe(code);
	expect(bareCode(code)).toBe(code);
});

test('what is too short or too long is no anchored code', async () => {
	const anchored = await anchorCode(newCode(), root);
	expect(splitCode(anchored.slice(0, -1))).toBeNull();
	expect(splitCode(`${anchored}x`)).toBeNull();
	expect(splitCode(newCode())).toBeNull();
});

test('the address on a slip holds the code where no server sees it', async () => {
	const anchored = await anchorCode(newCode(), root);
	const address = new URL(enrolAddress('https://yuanke.example', anchored));
	expect(address.origin + address.pathname + address.search).toBe('https://yuanke.example/station/enrol');
	expect(codeInFragment(address.hash)).toBe(anchored);
	expect(['', '#', '#code=', '#code=abc', '#other=1'].map(codeInFragment)).toEqual(Array(5).fill(null));
});
