/**
 * Endpoints that speak another protocol than JSON of ours, and which. Every other one is served by an `Endpoint` that whoever
 * asks it shares (`hub/protocol`, `sync/protocol`).
 */
export const otherProtocols: Record<string, string> = {
	'GET /blobs/[sha256]': 'bytes: HTTP with ETag and Range (RFC 9110)',
	'GET /db/[...path]': 'CouchDB’s replication protocol',
	'POST /db/[...path]': 'CouchDB’s replication protocol',
	'PUT /db/[...path]': 'CouchDB’s replication protocol',
	'DELETE /db/[...path]': 'CouchDB’s replication protocol',
	'GET /packages/[lesson]/[number]/[file]': 'a zip a person downloads',
	'GET /packages/course/[file]': 'a zip a person downloads',
	'POST /sign-out': 'a form: the answer is another page',
	'GET /snapshot': 'gzip over lines, read by `sync/snapshot` as `sync/protocol` says',
	'GET /templates/[name]': 'a picture',
	'HEAD /uploads/[...path]': 'tus',
	'POST /uploads/[...path]': 'tus',
	'PATCH /uploads/[...path]': 'tus'
};
