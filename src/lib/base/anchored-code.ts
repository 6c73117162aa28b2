import { sha256 } from './hash';
import { normaliseCode } from './ids';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const codeLength = 12;
const anchorLength = 8;

/**
 * A one-time code with 40 bits more that tie it to a hub's root key: `abcd-efgh-jkmn-pqrs-tvwx`. Whoever types it knows the right
 * hub from a false one before anything is believed; the hub itself is sent only the code.
 */
export async function anchorCode(code: string, root: JsonWebKey): Promise<string> {
	return normaliseCode(`${code}${await anchorOf(code, root)}`);
}

/** What a person typed, taken apart; null when it is not as long as an anchored code. */
export function splitCode(typed: string): { code: string; anchor: string } | null {
	const plain = normaliseCode(typed).replaceAll('-', '');
	if (plain.length !== codeLength + anchorLength) return null;
	return { code: normaliseCode(plain.slice(0, codeLength)), anchor: plain.slice(codeLength) };
}

/**
 * The address that fills a code in by itself: for the QR code on a slip. The code stands in the fragment, which browsers send to
 * nobody, so that it gets into no log.
 */
export const enrolAddress = (origin: string, code: string): string => `${origin}/station/enrol#code=${code}`;

/** The code in an address of {@link enrolAddress}, by its fragment; null when there is none. */
export function codeInFragment(fragment: string): string | null {
	const code = new URLSearchParams(fragment.replace(/^#/, '')).get('code');
	return code && splitCode(code) ? normaliseCode(code) : null;
}

/** The one-time code alone, of what was typed with or without its anchor. */
export const bareCode = (typed: string): string =>
	normaliseCode(normaliseCode(typed).replaceAll('-', '').slice(0, codeLength));

/** Whether a root key is the one a code was made for. */
export async function anchorFits(code: string, anchor: string, root: JsonWebKey): Promise<boolean> {
	return (await anchorOf(code, root)) === anchor;
}

async function anchorOf(code: string, { crv, x, y }: JsonWebKey): Promise<string> {
	const hash = await sha256(`${normaliseCode(code)}\n${crv}:${x}:${y}`);
	return Array.from(
		{ length: anchorLength },
		(_, i) => alphabet[parseInt(hash.slice(2 * i, 2 * i + 2), 16) & 31]
	).join('');
}
