import type { JsonObject } from '$lib/base';
import type { Course, CourseState, Sequencer } from '$lib/scorm/course';

/** What both engines have in common. */
export interface Engine {
	loadFromJSON(json: JsonObject, element?: string): void;
	renderCMIToJSONObject(): object;
	isInitialized(): boolean;
	isTerminated(): boolean;
}

/** Hears every commit, with the data model as it stands and whether the session ended with it. */
export type OnCommit = (cmi: JsonObject, final: boolean) => void;

/** What makes engines, with a way through the course of its own where it has one. */
export interface Started {
	/** An engine with an empty data model, for one session. (The `reset` of the one for SCORM 1.2 leaves the bookmark in it.) */
	session: () => Engine;
	sequencer: Sequencer | null;
}

/** What each engine's script puts on `window` as `startScorm`. */
export type StartApi = (onCommit: OnCommit, course: Course, state: CourseState | null) => Started;

/**
 * Settings for both engines. Commits are answered at once, from memory: the SCO must get its answer synchronously, and
 * the app acknowledges later what it has on its disk. (The engine's own asynchronous and offline modes lose data.)
 */
export function settings(onCommit: OnCommit, engine: () => Engine) {
	return {
		autocommit: false,
		logLevel: 5 as const,
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
				onCommit(modelOf(engine()), metadata?.trigger === 'terminate');
				return { result: 'true', errorCode: 0 };
			}
		}
	};
}

/** The data model as it stands. */
function modelOf(engine: Engine): JsonObject {
	const rendered = JSON.parse(JSON.stringify(engine.renderCMIToJSONObject())) as { cmi?: JsonObject };
	return rendered.cmi ?? {};
}
