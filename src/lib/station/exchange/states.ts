/** What a keeper should know although the exchange went through. */
export type Doubt =
	/** What the hub shows is older than what was here before: a backup put back, or somebody in between. */
	| 'older'
	/** Not everything came that the hub says there is. */
	| 'incomplete'
	/** The hub has not said for long that this is all there is. */
	| 'frozen'
	/** There are lessons that only a newer program can open. */
	| 'newer'
	/** This computer's clock is more than a day off. */
	| 'clock';

/** Why nothing of the hub's is believed, or the hub believes nothing of ours. */
export const refusals = ['hub_forged', 'not_allowed', 'format_newer'] as const;
export type Refusal = (typeof refusals)[number];

/** What is wrong with this computer, not with the network. */
export const ailments = ['disk_full', 'station_damaged', 'station_fault'] as const;
export type Ailment = (typeof ailments)[number];

/** How the last exchange with the hub ended; times in ms. */
type Rested =
	| { kind: 'never' }
	| { kind: 'current'; at: number; doubts: Doubt[] }
	| { kind: 'offline'; since: number }
	| { kind: 'refused'; code: Refusal }
	| { kind: 'ailing'; code: Ailment; since: number };

/** How the exchange with the hub stands. */
export type SyncState = Rested | { kind: 'working'; before: Rested };

/** How an exchange failed. */
export type Failure =
	{ kind: 'unreachable' } | { kind: 'refused'; code: Refusal } | { kind: 'ailing'; code: Ailment };

/** What happens to an exchange; `at` in ms. */
export type SyncEvent =
	| { kind: 'begin' }
	/** Another window is at it. */
	| { kind: 'elsewhere' }
	| { kind: 'done'; at: number; doubts: Doubt[] }
	/** A lesson on its way was cut off. */
	| { kind: 'cut'; at: number }
	| (Failure & { at: number });

type Of<T extends { kind: string }, K> = Extract<T, { kind: K }>;
type Steps = {
	[S in SyncState['kind']]: {
		[E in SyncEvent['kind']]: (state: Of<SyncState, S>, event: Of<SyncEvent, E>) => SyncState;
	};
};

const stay = <S extends SyncState>(state: S): S => state;
const begin = (before: Rested): SyncState => ({ kind: 'working', before });
/** No exchange is under way, so that none can end. */
const atRest = {
	begin,
	elsewhere: stay,
	done: stay,
	unreachable: stay,
	refused: stay,
	ailing: stay
} as const;
const offline = (_: SyncState, { at }: { at: number }): SyncState => ({ kind: 'offline', since: at });

/**
 * Every state and everything that can happen in it. What holds, each with a test:
 * 1. Only the end of an exchange ends a refusal or an ailment; neither is ever called "no network".
 * 2. `since` is the first failure after the last exchange that ended otherwise.
 * 3. An exchange that another window does leaves the state as it was.
 * 4. A lesson cut off says that there is no network only where the last exchange said there is.
 */
const steps: Steps = {
	never: { ...atRest, cut: offline },
	current: { ...atRest, cut: offline },
	offline: { ...atRest, cut: stay },
	refused: { ...atRest, cut: stay },
	ailing: { ...atRest, cut: stay },
	working: {
		begin: stay,
		elsewhere: ({ before }) => before,
		done: (_, { at, doubts }) => ({ kind: 'current', at, doubts }),
		// The exchange that is under way finds out for itself.
		cut: stay,
		unreachable: ({ before }, { at }) =>
			before.kind === 'offline' ? before : { kind: 'offline', since: at },
		refused: (_, { code }) => ({ kind: 'refused', code }),
		ailing: ({ before }, { code, at }) =>
			before.kind === 'ailing' && before.code === code ? before : { kind: 'ailing', code, since: at }
	}
};

/** The state after an event. */
export function step(state: SyncState, event: SyncEvent): SyncState {
	const cell = steps[state.kind][event.kind] as (state: SyncState, event: SyncEvent) => SyncState;
	return cell(state, event);
}

/** How long between two exchanges, in ms. */
const pause = 3 * 60_000;
const shortest = 10_000;
const longest = 10 * 60_000;

/** How long to wait for the next exchange after so many that failed, in ms, before chance has its say. */
export const waitAfter = (state: SyncState, failed: number): number =>
	state.kind === 'current' ? pause : Math.min(shortest * 2 ** Math.min(Math.max(failed - 1, 0), 20), longest);
