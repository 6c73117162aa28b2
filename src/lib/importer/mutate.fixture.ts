import {
	legacy,
	manifestXml,
	page,
	rawZip,
	sco,
	utf16,
	type RawEntry
} from '../../../tests/fixtures/packages';

/** Numbers by chance that are the same every time (mulberry32). */
export function chance(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
	};
}

const twoParts = manifestXml({
	version: '2004',
	title: '果树 & 管理',
	resources: `<resources xml:base="a/">${sco('R', 'index.html')}${sco('S', 'b.html', ' xml:base="c/"')}</resources>`
});

const archives = [
	rawZip([
		{ name: 'imsmanifest.xml', body: manifestXml(), deflate: true },
		{ name: 'index.html', body: page('<img src="图.png">'), deflate: true },
		{ name: '图.png', body: 'x'.repeat(50) }
	]),
	rawZip([
		{ name: 'a/imsmanifest.xml', body: twoParts },
		{ name: legacy('a/播种.html', 'gbk'), body: page(), utf8: false, deflate: true },
		{ name: '__MACOSX/x', body: '' }
	])
];
const manifests = [
	new TextEncoder().encode(manifestXml()),
	new TextEncoder().encode(twoParts),
	utf16(manifestXml({ encoding: 'UTF-16' }), 'le'),
	legacy(manifestXml({ encoding: 'GB2312' }), 'gbk')
];
const words = [
	'<',
	'>',
	'&',
	'"',
	'<!DOCTYPE x>',
	'<![CDATA[',
	'../',
	'\\',
	'%2e%2e/',
	'javascript:',
	'<item>',
	'</manifest>',
	'\0',
	'PK\u0001\u0002',
	'PK\u0005\u0006',
	'\u00ff\u00ff\u00ff\u00ff'
];

function mutated(bytes: Uint8Array, dice: (below: number) => number): Uint8Array<ArrayBuffer> {
	let made = Uint8Array.from(bytes);
	for (let times = 1 + dice(6); times > 0; times--) {
		const at = dice(made.length || 1);
		const kind = dice(6);
		if (kind === 0) made[at] = dice(256);
		else if (kind === 1) made[at] = (made[at] ?? 0) ^ (1 << dice(8));
		else if (kind === 2) made = made.slice(0, at);
		else {
			const word = Uint8Array.from(words[dice(words.length)] ?? '', (letter) => letter.charCodeAt(0));
			const piece = kind === 3 ? word : kind === 4 ? made.slice(at, at + dice(200)) : new Uint8Array();
			const after = kind === 5 ? at + dice(60) : at + (dice(2) ? piece.length : 0);
			made = Uint8Array.from([...made.slice(0, at), ...piece, ...made.slice(after)]);
		}
	}
	return made;
}

const nameParts = [
	'..',
	'.',
	'',
	'a',
	'C:',
	'图',
	'\0',
	'\\',
	'index.html',
	'imsmanifest.xml',
	'__MACOSX',
	'x'.repeat(300)
];

/** Entries that no honest program writes: odd names, lying sizes, links, places that are another entry's. */
function oddEntries(dice: (below: number) => number): RawEntry[] {
	return Array.from({ length: 1 + dice(4) }, () => ({
		name: Array.from({ length: 1 + dice(4) }, () => nameParts[dice(nameParts.length)]).join(
			dice(4) ? '/' : '\\'
		),
		body: 'x'.repeat(dice(300)),
		utf8: dice(2) === 0,
		deflate: dice(2) === 0,
		encrypted: dice(30) === 0,
		link: dice(30) === 0,
		...(dice(20) ? {} : { size: dice(5000) }),
		...(dice(20) ? {} : { packed: dice(5000) }),
		...(dice(20) ? {} : { crc: dice(5000) }),
		...(dice(20) ? {} : { at: dice(2) })
	}));
}

/** The zip that a number stands for: a good package with its bytes, its entries or its manifest changed by chance. */
export function mutatedPackage(seed: number): Blob {
	const dice = chance(seed);
	const kind = dice(3);
	if (kind === 0) return new Blob([mutated(archives[dice(archives.length)]!, dice)]);
	const good = manifests[dice(manifests.length)]!;
	return new Blob([
		rawZip([
			{ name: 'imsmanifest.xml', body: kind === 1 ? mutated(good, dice) : good },
			{ name: 'index.html', body: page() },
			...(kind === 2 ? oddEntries(dice) : [])
		])
	]);
}

/** What came of a mutated package; fails when a path leads out of it, or after ten seconds. */
export async function outcomeOf(
	seed: number,
	importPackage: typeof import('.').importPackage
): Promise<string> {
	let bell: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		bell = setTimeout(() => reject(new Error(`package ${seed} never ends`)), 10_000);
	});
	const outcome = await Promise.race([importPackage(mutatedPackage(seed)), late]).finally(() =>
		clearTimeout(bell)
	);
	if (outcome.state === 'refused') return outcome.why;
	const paths = [...outcome.files.keys(), ...outcome.report.parts.map(({ path }) => path)];
	const out = paths.find((path) => /^[/\\]|(^|[/\\])\.\.([/\\]|$)|^[a-z]:|\0/i.test(path));
	if (out !== undefined) throw new Error(`package ${seed} leads out: ${out}`);
	if (outcome.report.parts.some(({ path }) => !outcome.files.has(path)))
		throw new Error(`package ${seed} launches nothing`);
	return outcome.report.verdict;
}
