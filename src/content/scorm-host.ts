import type { JsonObject } from '$lib/base';
import type { CommitLog } from './commit-log';

/** Constructs an API, fills it and exposes it on `window`. */
export type StartApi = (cmi: JsonObject, log: CommitLog) => void;

/** What both engines have in common. */
interface Engine {
	loadFromJSON(json: JsonObject, element?: string): void;
	renderCMIToJSONObject(): object;
}

/**
 * Settings for both engines. Commits are answered at once, from memory: the SCO must get its answer synchronously, and
 * the app acknowledges later what it has on its disk. (The engine's own asynchronous and offline modes lose data.)
 */
export function settings(log: CommitLog, engine: () => Engine) {
	return {
		autocommit: false,
		logLevel: 5,
		mastery_override: false, // on by default, and then a suspended attempt with a low score is "failed"
		selfReportSessionTime: true,
		lmsCommitUrl: 'local:', // without an address the service below is never called
		httpService: {
			updateSettings: () => undefined,
			processHttpRequest: (
				_url: string,
				_params: unknown,
				_immediate: boolean,
				_log: unknown,
				_listeners: unknown,
				metadata?: { trigger?: string }
			) => {
				const cmi = JSON.parse(JSON.stringify(engine().renderCMIToJSONObject())) as { cmi?: JsonObject };
				log.add(cmi.cmi ?? {}, metadata?.trigger === 'terminate');
				return { result: 'true', errorCode: 0 };
			}
		}
	};
}

/** Fills the data model before the SCO initialises. */
export function fill(engine: Engine, cmi: JsonObject): void {
	engine.loadFromJSON(cmi, 'cmi');
}
