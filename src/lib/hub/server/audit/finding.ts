/** What an audit can find. The command line has a sentence for each: what it is, and what to do. */
export const findingCodes = [
	'database_missing',
	'database_damaged',
	'document_odd',
	'signature',
	'key_unknown',
	'newer',
	'conflict',
	'page_changed',
	'page_revision',
	'page_device',
	'page_gone',
	'seen_missing',
	'seen_odd',
	'device_key',
	'chain_gap',
	'chain_fork',
	'receipt_ahead',
	'receipt_device',
	'release_forsaken',
	'manifest_missing',
	'manifest_broken',
	'file_missing',
	'blob_broken',
	'keys_older',
	'keys_pending',
	'head_missing',
	'head_other',
	'figure_differs',
	'figures_stale'
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** Findings that are no fault of the data: what stations did, and what the next start puts right. */
export const notes: ReadonlySet<FindingCode> = new Set([
	'chain_gap',
	'chain_fork',
	'keys_pending',
	'figures_stale',
	'newer'
]);

/** One thing that an audit found. `about` is the document's id, or the blob's name. */
export interface Finding {
	code: FindingCode;
	about: string;
	details: Record<string, string | number>;
}

/** Which part of an audit goes on, and how far it is; `total` is 0 where that is not known. */
export interface AuditProgress {
	part: 'pages' | 'catalogue' | 'sites' | 'blobs' | 'figures';
	done: number;
	total: number;
}

/** Where an audit tells what it finds and how far it is. */
export interface AuditReport {
	found(code: FindingCode, about: string, details?: Finding['details']): void;
	progress(part: AuditProgress['part'], done: number, total: number): void;
}
