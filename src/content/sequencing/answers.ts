import { activitiesOf, type Course } from '$lib/scorm/course';
import type api from 'scorm-again/scorm2004/min';
import { rootId } from './activity-tree';
import type { CourseTree } from './course-tree';
import type { LookAhead } from './look-ahead';

const question = /^adl\.nav\.request_valid\.(?:(continue|previous)|(choice|jump)\.\{target=([^}]+)\})$/;

/**
 * Answers a step that asks what it may ask for as the learner's own buttons have it (the engine guesses, and takes no dot in
 * a name), and takes the course's name for the course.
 */
export function answer(engine: api, tree: CourseTree, ahead: LookAhead, course: Course): void {
	const named = nameOf(course);
	const get = engine.GetValue.bind(engine);
	engine.GetValue = (element) => {
		const [asked, to, kind, target = ''] = question.exec(element) ?? [];
		if (!asked || !engine.isInitialized()) return get(element);
		engine.lastErrorCode = '0';
		if (to === 'continue' || to === 'previous') return String(ahead.leads[to] !== 'stay');
		const id = named(target);
		return String(kind === 'choice' ? ahead.choices.has(id) : tree.find(id)?.isAvailable === true);
	};
	const { service } = tree;
	const prepare = service.prepareNavigationRequest.bind(service);
	service.prepareNavigationRequest = (request, target, exit) =>
		prepare(request, target === undefined ? target : named(target), exit);
}

function nameOf({ id: own, items }: Course): (id: string) => string {
	const taken = activitiesOf(items).some(({ id }) => id === own);
	return (id) => (id === own && !taken ? rootId : id);
}
