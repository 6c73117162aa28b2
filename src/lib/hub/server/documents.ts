import { storeFailure } from '$lib/store/node';

/** A PouchDB get whose 404 is null; every other failure stays a failure. */
export function notFoundIsNull<T>(doc: Promise<T>): Promise<T | null> {
	return doc.catch((error: unknown) => {
		if (statusOf(error) === 404) return null;
		throw error;
	});
}

/** The HTTP status PouchDB gives an error, 0 when it gives none. */
export function statusOf(error: unknown): number {
	return error && typeof error === 'object' && 'status' in error && typeof error.status === 'number'
		? error.status
		: 0;
}

/** Whether an answer of a bulk write says that the document is there in another revision; a CouchDB says so without a status. */
export const isConflict = (answer: object): boolean =>
	statusOf(answer) === 409 || ('error' in answer && answer.error === 'conflict');

/** Takes a failed write; throws it on unless another was quicker. */
export function unlessConflict(error: unknown): void {
	if (statusOf(error) !== 409) throw error;
}

/** Options for all documents whose id starts with a prefix. */
export const prefix = (start: string) => ({
	startkey: start,
	endkey: `${start}\uffff`,
	include_docs: true as const
});

/** Takes a failed write and throws it on, a full or failing disk as the `UserError` that says so. */
export function hubFull(cause: unknown): never {
	throw storeFailure(cause) ?? cause;
}

/** Throws the first failure among the answers of a bulk write: PouchDB tells them there and resolves all the same. */
export function allWritten(answers: readonly object[]): void {
	const failed = answers.find((answer) => 'error' in answer && answer.error);
	if (failed) throw failed instanceof Error ? failed : Object.assign(new Error('not written'), failed);
}

/**
 * Whether changes may be asked for since a noted sequence; `last` is the database's own. One that is ahead of it, or that counts
 * in numbers where the database does in texts, was noted of other databases than are here now.
 */
export const isOfHere = (since: number | string, last: number | string): boolean =>
	typeof last === 'number' ? Number(since) <= last : typeof since === 'string' || since === 0;
