/** Milliseconds since 1970, from a clock that may be wrong. */
export type Clock = () => number;

/** ISO 8601 in UTC with milliseconds, as every stored time is written. */
export const iso = (ms: number): string => new Date(ms).toISOString();

/** The programme's day (China Standard Time) of a moment in ms, `YYYY-MM-DD`. */
export const programmeDay = (ms: number): string => iso(ms + 8 * 3600_000).slice(0, 10);
