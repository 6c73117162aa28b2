import { signer, type Envelope } from '$lib/base';
import { pageId, pageKind, pageRevision } from '$lib/ledger';
import type { TestDevice } from '$lib/hub/server/ledger.fixture';
import fc from 'fast-check';

/** What becomes of one place of a document. */
interface Change {
	/** Which of its places, counted in reading order. */
	at: number;
	how: 'set' | 'remove' | 'add' | 'repeat';
	/** As JSON. */
	value: string;
}

/** How a good page becomes a bad one. */
export interface Mutation {
	/** In what is signed, and signed again by the right key; or in the document around it. */
	where: 'signed' | 'around';
	changes: Change[];
	/** Whether the document's name and format follow what is signed. */
	follows: boolean;
	/** Whose page it says it is: its own device's, or that of one of the others. */
	as: 'own' | 'sibling' | 'stranger';
	/** How far the page's number, and the numbers of its entries, are from the right ones. */
	skip: number;
	seqs: number;
}

/** Stands for arrays nested so deep that whoever walks them falls. Written only into text, because making them falls as well. */
const deep = '@deep';
const levels = 5000;

/** A JSON text with {@link deep} spelt out. */
export const deepened = (text: string): string =>
	text.replaceAll(`"${deep}"`, `${'['.repeat(levels)}${']'.repeat(levels)}`);

const odd: unknown[] = [
	...[-1, 0, -0, 0.5, 2, 3, 200, 99_999_999, 100_000_000, 2 ** 53, 1e308, -1e308, 5e-324],
	...[null, true, false, '', 'x', '0', '1', '-1', '__proto__', 'constructor', 'toString', '\u0000', '\ud800'],
	...['2099-01-01T00:00:00.000Z', '2026-02-30T00:00:00.000Z', '0000-00-00T00:00:00.000Z', 'a'.repeat(64)],
	...[
		'passed',
		'completed',
		'pin',
		'attempt-opened',
		'answer',
		'attempt-status',
		'correction',
		'session-sealed'
	],
	...[[], {}, [null], deep, deep, '谷'.repeat(5000), 'x'.repeat(70_000)]
];

/** Devices that others send pages for: of the same station, and of another. */
export type Victims = Record<Exclude<Mutation['as'], 'own'>, TestDevice>;

/** Draws mutations. Among the values are ids that belong to somebody else. */
export function mutations({ sibling, stranger }: Victims): fc.Arbitrary<Mutation> {
	const foreign = [
		...[sibling.deviceId, sibling.stationId, stranger.deviceId, stranger.stationId, 'nobody'],
		...[sibling, stranger].map(({ stationId, deviceId }) => pageId(stationId, deviceId, 2)),
		...stranger.people.map(({ id }) => id)
	];
	const change = fc.record<Change>({
		at: fc.nat(400),
		how: fc.constantFrom('set', 'set', 'set', 'remove', 'add', 'repeat'),
		value: fc.oneof(
			{
				weight: 4,
				arbitrary: fc.constantFrom(
					...odd.map((one) => JSON.stringify(one)),
					'-0',
					'[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]'
				)
			},
			{ weight: 2, arbitrary: fc.constantFrom(...foreign.map((one) => JSON.stringify(one))) },
			fc.json({ maxDepth: 4 })
		)
	});
	return fc.record<Mutation>({
		where: fc.constantFrom('signed', 'signed', 'signed', 'around'),
		changes: fc.array(change, { maxLength: 3 }),
		follows: fc.boolean(),
		as: fc.constantFrom('own', 'own', 'own', 'own', 'own', 'own', 'sibling', 'stranger'),
		skip: fc.constantFrom(0, 0, 0, 0, -1, 1, 7),
		seqs: fc.constantFrom(0, 0, 0, -1, 1, -3, 2 ** 40)
	});
}

/** Makes a page that a device might send, and changes it. */
export async function mutated(
	device: TestDevice,
	victims: Victims,
	{ where, changes, follows, as, skip, seqs }: Mutation,
	bodies: Parameters<TestDevice['next']>[0]
): Promise<object> {
	const page = Math.max(device.page + 1 + skip, 1);
	const good = await device.next(bodies, { page, aside: true });
	const body = JSON.parse(good.signed) as Record<string, unknown> & { entries: { seq: number }[] };
	for (const entry of body.entries) entry.seq += seqs;
	if (as !== 'own') {
		const { stationId, deviceId } = victims[as];
		Object.assign(body, { stationId, deviceId }, skip ? { id: pageId(stationId, deviceId, page) } : {});
	}
	const changed = where === 'signed' ? withChanges(body, changes) : body;
	const signed = deepened(JSON.stringify(changed));
	const by = signer(device.deviceId, device.pair.privateKey);
	const envelope: Envelope = { ...good, signed, sig: await by.sign(signed) };
	if (follows && changed && typeof changed === 'object') {
		const { id, formatVersion } = changed as Partial<Envelope> & { id?: unknown };
		Object.assign(envelope, { _id: id, formatVersion, kind: pageKind });
	}
	const whole = { ...envelope, _rev: await pageRevision(envelope) };
	return where === 'around' ? (withChanges(whole, changes) as object) : whole;
}

/** A copy of a JSON value in which some places are changed. */
function withChanges(value: unknown, changes: readonly Change[]): unknown {
	const root = { value: JSON.parse(JSON.stringify(value)) as unknown };
	for (const { at, how, value: text } of changes) {
		const value = JSON.parse(text) as unknown;
		const places = placesIn(root.value);
		const place = places[at % places.length];
		if (!place) continue;
		const { holder, key } = place;
		if (how === 'set') own(holder, key, value);
		else if (how === 'add') own(holder, Array.isArray(holder) ? holder.length : nameFrom(value), value);
		else if (how === 'repeat' && Array.isArray(holder)) holder.push(holder[Number(key)]);
		else if (Array.isArray(holder)) holder.splice(Number(key), 1);
		else Reflect.deleteProperty(holder, key);
	}
	return root.value;
}

const nameFrom = (value: unknown) => (typeof value === 'string' && value.length < 30 ? value : '__proto__');

/** Also a property `__proto__` becomes one of the object's own, as JSON has it. */
function own(holder: object, key: string | number, value: unknown): void {
	Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

interface Place {
	holder: object;
	key: string | number;
}

/** Every place within a value, down to ten levels. */
function placesIn(value: unknown, levels = 10): Place[] {
	if (!value || typeof value !== 'object' || !levels) return [];
	return Object.entries(value).flatMap(([key, inner]) => [
		{ holder: value, key },
		...placesIn(inner, levels - 1)
	]);
}
