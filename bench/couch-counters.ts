import { readdirSync, readFileSync } from 'node:fs';
import { ticksOf } from './server-process';

/** What a CouchDB on this machine has done until now. */
export interface CouchCounters {
	/** CPU time of its processes in ms, and requests it was asked. */
	now(): Promise<{ cpu: number; requests: number }>;
}

/** The counters of the CouchDB at `COUCHDB_URL`; null when that is not set. */
export function couchCounters(): CouchCounters | null {
	const { COUCHDB_URL } = process.env;
	if (!COUCHDB_URL) return null;
	const url = new URL('/_node/_local/_stats/couchdb/httpd/requests', COUCHDB_URL);
	const authorization = `Basic ${btoa(`${url.username}:${url.password}`)}`;
	Object.assign(url, { username: '', password: '' });
	return {
		now: async () => {
			const answer = await fetch(url, { headers: { authorization } });
			const { value: requests } = (await answer.json()) as { value: number };
			const cpu = erlangProcesses().reduce((sum, pid) => sum + ticksOf(pid) * 10, 0);
			return { cpu, requests };
		}
	};
}

const erlangProcesses = () =>
	readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name) && nameOf(name) === 'beam.smp')
		.map(Number);

function nameOf(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
	} catch {
		return ''; // it has ended
	}
}
