import { UserError } from '$lib/base';

/** Whether a browser refuses to keep something because there is no room: for this origin, or on the disk. */
export function isQuotaExceeded(error: unknown): boolean {
	return (
		nameOf(error) === 'QuotaExceededError' || (isPouchFailure(error) && error.reason === 'QuotaExceededError')
	);
}

/** What IndexedDB and the origin-private file system say when they cannot read or write (their standards, and Chromium's own). */
const broken = new Set([
	'AbortError',
	'ConstraintError',
	'DataError',
	'InvalidStateError',
	'NoModificationAllowedError',
	'NotFoundError',
	'NotReadableError',
	'OperationError',
	'TypeMismatchError',
	'UnknownError',
	'VersionError'
]);

/**
 * A failure of this computer's storage as the `UserError` that says what to do about it: `disk_full` or `station_damaged`; null
 * when it is none.
 */
export function storageFailure(error: unknown): UserError | null {
	const code = isQuotaExceeded(error)
		? 'disk_full'
		: isPouchFailure(error) || (error instanceof DOMException && broken.has(error.name))
			? 'station_damaged'
			: null;
	return code && new UserError(code, {}, { cause: error });
}

/** How PouchDB tells that IndexedDB failed; the name of the failure is its reason. */
function isPouchFailure(error: unknown): error is { reason: unknown } {
	return nameOf(error) === 'indexed_db_went_bad';
}

const nameOf = (error: unknown): unknown =>
	error && typeof error === 'object' && 'name' in error ? error.name : null;
