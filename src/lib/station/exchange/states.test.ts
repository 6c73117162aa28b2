import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ailments, refusals, step, waitAfter, type SyncEvent, type SyncState } from './states';

const at = fc.integer({ min: 1, max: 1e6 });
const event: fc.Arbitrary<SyncEvent> = fc.oneof(
	fc.constant<SyncEvent>({ kind: 'begin' }),
	fc.constant<SyncEvent>({ kind: 'elsewhere' }),
	at.map((at): SyncEvent => ({ kind: 'done', at, doubts: [] })),
	at.map((at): SyncEvent => ({ kind: 'cut', at })),
	at.map((at): SyncEvent => ({ kind: 'unreachable', at })),
	fc.tuple(at, fc.constantFrom(...refusals)).map(([at, code]): SyncEvent => ({ kind: 'refused', code, at })),
	fc.tuple(at, fc.constantFrom(...ailments)).map(([at, code]): SyncEvent => ({ kind: 'ailing', code, at }))
);
const never: SyncState = { kind: 'never' };
const after = (events: SyncEvent[], from: SyncState = never) => events.reduce(step, from);
/** Every state that some events lead to, with an event more. */
const always = (holds: (state: SyncState, event: SyncEvent, next: SyncState) => void) =>
	fc.assert(
		fc.property(fc.array(event, { maxLength: 12 }), event, (events, next) => {
			const state = after(events);
			holds(state, next, step(state, next));
		})
	);
const last = (state: SyncState) => (state.kind === 'working' ? state.before : state);

describe('what always holds', () => {
	it('1. only the end of an exchange ends a refusal or an ailment; neither becomes "no network" by itself', () =>
		always((state, { kind }, next) => {
			if (state.kind !== 'refused' && state.kind !== 'ailing') return;
			expect(last(next)).toEqual(state);
			expect(next.kind).toBe(kind === 'begin' ? 'working' : state.kind);
		}));

	it('1. what this computer or the hub’s answer caused is never called "no network"', () =>
		always((state, event, next) => {
			if (next.kind !== 'offline' || state.kind === 'offline') return;
			expect(
				event.kind === 'unreachable' ||
					event.kind === 'cut' ||
					(event.kind === 'elsewhere' && last(state).kind === 'offline')
			).toBe(true);
		}));

	it('2. "since" is the first failure after the last exchange that ended otherwise', () =>
		fc.assert(
			fc.property(fc.array(at, { minLength: 1, maxLength: 6 }), (times) => {
				const exchange = (end: SyncEvent): SyncEvent[] => [{ kind: 'begin' }, end];
				const gone = times.flatMap((at) => exchange({ kind: 'unreachable', at }));
				const full = times.flatMap((at) => exchange({ kind: 'ailing', code: 'disk_full', at }));
				const good = exchange({ kind: 'done', at: 0, doubts: [] });
				const since = times[0];
				expect(after(gone)).toEqual({ kind: 'offline', since });
				expect(after([...full, ...good, ...gone])).toEqual({ kind: 'offline', since });
				expect(after([...gone, ...full])).toEqual({ kind: 'ailing', code: 'disk_full', since });
			})
		));

	it('2. another ailment is another since', () => {
		const full: SyncState = { kind: 'ailing', code: 'disk_full', since: 1 };
		const damaged = after([{ kind: 'begin' }, { kind: 'ailing', code: 'station_damaged', at: 2 }], full);
		expect(damaged).toEqual({ kind: 'ailing', code: 'station_damaged', since: 2 });
	});

	it('3. an exchange that another window does leaves the state as it was', () =>
		always((state) => {
			if (state.kind !== 'working')
				expect(after([{ kind: 'begin' }, { kind: 'elsewhere' }], state)).toEqual(state);
		}));

	it('4. a lesson cut off says "no network" only where the last exchange said there is one', () =>
		always((state, event, next) => {
			if (event.kind !== 'cut') return;
			const becomes = state.kind === 'current' || state.kind === 'never';
			expect(next).toEqual(becomes ? { kind: 'offline', since: event.at } : state);
		}));

	it('an end that belongs to no exchange changes nothing', () =>
		always((state, event, next) => {
			if (state.kind === 'working' || ['begin', 'cut'].includes(event.kind)) return;
			expect(next).toBe(state);
		}));
});

describe('how long is waited', () => {
	it('three minutes when all is well', () => {
		expect(waitAfter({ kind: 'current', at: 0, doubts: [] }, 0)).toBe(180_000);
	});

	it('ten seconds, then twice as long each time, up to ten minutes, whatever failed', () => {
		const failed: SyncState[] = [
			{ kind: 'offline', since: 0 },
			{ kind: 'refused', code: 'not_allowed' },
			{ kind: 'ailing', code: 'disk_full', since: 0 }
		];
		for (const state of failed) {
			expect([1, 2, 3, 4].map((tries) => waitAfter(state, tries))).toEqual([10_000, 20_000, 40_000, 80_000]);
			expect(waitAfter(state, 7)).toBe(600_000);
			expect(waitAfter(state, 1e9)).toBe(600_000);
		}
		expect(waitAfter(never, 0)).toBe(10_000);
	});
});
