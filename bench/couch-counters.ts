import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { ticksOf } from './server-process';

/** What a CouchDB on this machine has done until now. */
export interface CouchCounters {
	/** CPU time of its process in ms, and requests it was asked. */
	now(): Promise<{ cpu: number; requests: number }>;
}

/** The counters of the CouchDB at `COUCHDB_URL`; null when that is not set. */
export function couchCounters(): CouchCounters | null {
	const { COUCHDB_URL } = process.env;
	if (!COUCHDB_URL) return null;
	const url = new URL('/_node/_local/_stats/couchdb/httpd/requests', COUCHDB_URL);
	const authorization = `Basic ${btoa(`${url.username}:${url.password}`)}`;
	const pid = listenerOn(Number(url.port || 80));
	Object.assign(url, { username: '', password: '' });
	return {
		now: async () => {
			const answer = await fetch(url, { headers: { authorization } });
			const { value: requests } = (await answer.json()) as { value: number };
			return { cpu: ticksOf(pid) * 10, requests };
		}
	};
}

/** The process that listens on a port of this machine: proc(5), `net/tcp` and the open files of each process. */
function listenerOn(port: number): number {
	const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
	const listening = '0A';
	const inodes = readFileSync('/proc/net/tcp', 'utf8')
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.filter(([, address, , state]) => address?.endsWith(local) && state === listening)
		.map((fields) => `socket:[${fields[9]}]`);
	const pid = readdirSync('/proc').find(
		(name) => /^\d+$/.test(name) && filesOf(name).some((file) => inodes.includes(file))
	);
	if (!pid) throw new Error(`no process of this machine listens on ${port}`);
	return Number(pid);
}

function filesOf(pid: string): string[] {
	try {
		return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
	} catch {
		return []; // it has ended, or is somebody else's
	}
}
