import { activitiesOf, type Course } from '$lib/scorm/course';
import * as module from 'scorm-again/scorm2004/min';
import { settings, type OnCommit, type StartApi } from './engine';
import { forget, guarded } from './model-2004';
import { activityTree } from './sequencing/activity-tree';
import { correct } from './sequencing/corrections';
import { RuleSequencer } from './sequencing/rule-sequencer';

// Its types say "default", its code exports the name.
const { Scorm2004API } = module as unknown as { Scorm2004API: typeof module.default };

/** The engine of SCORM 2004, with its sequencing where the course has more than one step or says something of order. */
export const startScorm2004: StartApi = (onCommit, course, state) => {
	if (!needsSequencing(course)) {
		const session = () => {
			const api: module.default = new Scorm2004API(settings(onCommit, () => api));
			return guarded(api);
		};
		return { session, sequencer: null };
	}
	const make = (onCommit: OnCommit) => {
		const api: module.default = new Scorm2004API({
			...settings(onCommit, () => api),
			sequencing: { activityTree: activityTree(course) }
		});
		correct(api, course);
		return api;
	};
	const api = guarded(make(onCommit));
	// The tree goes on through all sessions, and the engine with it.
	const session = () => {
		api.reset({}, { preserveListeners: true });
		forget(api, new Scorm2004API({ logLevel: 5 }));
		return api;
	};
	return { session, sequencer: new RuleSequencer(api, () => make(() => undefined), course, state) };
};

function needsSequencing(course: Course): boolean {
	const all = activitiesOf(course.items);
	return (
		all.filter(({ href }) => href !== null).length > 1 ||
		course.sequencing !== undefined ||
		all.some(({ sequencing, presentation }) => sequencing !== undefined || presentation?.data !== undefined)
	);
}
