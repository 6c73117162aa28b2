import type { ApiCall, ScormVersion } from '$lib/player/protocol';

type Api = Record<string, (...args: string[]) => unknown>;

const names = {
	'1.2': { as: 'API', prefix: 'LMS', start: 'Initialize', finish: 'Finish' },
	'2004': { as: 'API_1484_11', prefix: '', start: 'Initialize', finish: 'Terminate' }
} as const;

/** Puts an API of the same kind in the place of the one on `window`, which tells every call and passes it on. */
export function traceApi(version: ScormVersion, tell: (call: ApiCall) => void): void {
	const { as, prefix, start, finish } = names[version];
	const holder = window as unknown as Record<string, Api>;
	const api = holder[as];
	if (!api) return;
	const lastError = `${prefix}GetLastError`;
	const quiet = ['GetLastError', 'GetErrorString', 'GetDiagnostic'].map((name) => `${prefix}${name}`);
	const told = [start, finish, 'GetValue', 'SetValue', 'Commit'].map((name) => `${prefix}${name}`);
	holder[as] = Object.fromEntries([
		...quiet.map((name) => [name, (...args: string[]) => api[name]!(...args)]),
		...told.map((name) => [
			name,
			(...args: string[]) => {
				const result = api[name]!(...args);
				tell({ name, args: args.map(String), result: String(result), error: String(api[lastError]!()) });
				return result;
			}
		])
	]) as Api;
}
