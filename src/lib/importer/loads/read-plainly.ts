import type { Sink } from './sinks';

const set =
	/(?:(?<leaves>location(?:\.href)?\s{0,9}=|location\.(?:replace|assign)\()|\.src\s{0,9}=)\s{0,9}["'](?<address>(?:https?:)?\/\/[^"'\s\\]{3,300})["']/g;
const written =
	/<(?<tag>script|iframe)\b[^<>]{0,300}?\ssrc=\\?["']?(?<place>(?:https?:)?\/\/[^"'\s\\<>]{3,300})/gi;

/** What a script that is too large, or none of today's, certainly sets: addresses that stand right where they are used. */
export function readPlainly(text: string, by: number): Sink[] {
	const common = { by, guarded: false };
	const sets = [...text.matchAll(set)].map(({ groups }): Sink => {
		const value = groups?.address ?? '';
		return groups?.leaves
			? { ...common, kind: 'page', value, leaves: true }
			: { ...common, kind: 'source', value };
	});
	const writes = [...text.matchAll(written)].map(({ groups }): Sink => ({
		...common,
		kind: /script/i.test(groups?.tag ?? '') ? 'program' : 'page',
		value: groups?.place ?? ''
	}));
	return [...sets, ...writes].slice(0, 200);
}
