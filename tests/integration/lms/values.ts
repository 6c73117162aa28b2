/** Whether a text may be the value of an element; `type` is the type of the interaction the element belongs to. */
export type Check = (value: string, type: string) => boolean;

export const matches =
	(pattern: RegExp): Check =>
	(value) =>
		pattern.test(value);
export const oneOf =
	(...words: string[]): Check =>
	(value) =>
		words.includes(value);
export const upTo =
	(most: number): Check =>
	(value) =>
		value.length <= most;
/** Numbers within bounds; what is no number at all is the affair of another check. */
export const between =
	(min: number, max: number): Check =>
	(value) =>
		value === '' || (Number(value) >= min && Number(value) <= max);

/** Parts of a list, at most so many, each of them allowed, none twice where `once`. */
export const listOf =
	(delimiter: string, part: Check, { most = 36, once = false } = {}): Check =>
	(value, type) => {
		const parts = value.split(delimiter);
		return (
			parts.length <= most &&
			(!once || new Set(parts).size === parts.length) &&
			parts.every((text) => part(text, type))
		);
	};

/** What an answer of each type must look like; a type that is not there is refused. */
export const byType =
	(checks: Partial<Record<string, Check>>): Check =>
	(value, type) =>
		checks[type]?.(value, type) ?? false;
