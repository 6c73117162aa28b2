/** Milliseconds since 1970, from a clock that may be wrong. */
export type Clock = () => number;

/** ISO 8601 in UTC with milliseconds, as every stored time is written. */
export const iso = (ms: number): string => new Date(ms).toISOString();
