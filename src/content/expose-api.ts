import type { ScormVersion } from '$lib/player/protocol';
import type { Engine } from './engine';

type Api = Record<string, (...args: string[]) => unknown>;

const names = {
	'1.2': { as: 'API', prefix: 'LMS', finish: 'LMSFinish' },
	'2004': { as: 'API_1484_11', prefix: '', finish: 'Terminate' }
} as const;

/** What happens around the package's calls. */
export interface ApiHooks {
	/** Before `Initialize`. */
	beginning(): void;
	/** After a `SetValue` that was taken. */
	changed(element: string): void;
	/** After a `Terminate` that was taken. */
	ended(): void;
}

/** Puts the API where packages look for it. It is not the engine itself: a step may begin again where that allows one session. */
export function exposeApi(version: ScormVersion, engine: () => Engine, hooks: ApiHooks): void {
	const { as, prefix, finish } = names[version];
	const call = (name: string, args: string[]) => (engine() as unknown as Api)[name]!(...args);
	const plain = ['GetValue', 'Commit', 'GetLastError', 'GetErrorString', 'GetDiagnostic'];
	const api: Api = Object.fromEntries(
		plain.map((name) => [prefix + name, (...args: string[]) => call(prefix + name, args)])
	);
	api[`${prefix}Initialize`] = (...args) => {
		hooks.beginning();
		return call(`${prefix}Initialize`, args);
	};
	api[`${prefix}SetValue`] = (...args) => {
		const answer = call(`${prefix}SetValue`, args);
		if (String(answer) === 'true') hooks.changed(String(args[0]));
		return answer;
	};
	api[finish] = (...args) => {
		const answer = call(finish, args);
		if (String(answer) === 'true') hooks.ended();
		return answer;
	};
	Object.assign(window, { [as]: api });
}

/** Says for a package that its time is over; what it says itself afterwards stands. */
export function timeOutFor(version: ScormVersion): void {
	const { as, prefix } = names[version];
	const element = version === '1.2' ? 'cmi.core.exit' : 'cmi.exit';
	(window as unknown as Record<string, Api>)[as]?.[`${prefix}SetValue`]?.(element, 'time-out');
}

/** Ends a session that a package left open. */
export function endFor(version: ScormVersion): void {
	const { as, finish } = names[version];
	(window as unknown as Record<string, Api>)[as]?.[finish]?.('');
}
