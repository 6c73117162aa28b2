import type { NavigationRequest, Outcome } from '$lib/scorm/course';
import type api from 'scorm-again/scorm2004/min';
import { unnamed } from './activity-tree';
import type { CourseTree } from './course-tree';

/** Who hears what the engine decides when a session ends. */
interface Listener {
	follows: (outcome: Outcome) => void;
	/** Where the learner asks to go: it counts before what the step asks for (RTE 4th edition 4.4.1). */
	asked: () => NavigationRequest | null;
}

/** Tells what follows, also where the engine tells nobody. */
export function listen(engine: api, tree: CourseTree, { follows, asked }: Listener): void {
	const { service, process } = tree;
	engine.setSequencingEventListeners({
		onActivityDelivery: ({ id }) => follows({ open: id }),
		onSequencingSessionEnd: () => {
			tree.finish();
			follows('over');
		}
	});
	const prepare = service.prepareNavigationRequest.bind(service);
	service.prepareNavigationRequest = (request, target, exit) => {
		const wish = asked();
		if (wish) return prepare(wish.to, wish.target, exit);
		// A step that ran out of its time ends the course (RTE 4th edition 4.2.8); the engine heeds only "logout".
		return exit === 'time-out' ? prepare('exitAll', undefined, exit) : prepare(request, target, exit);
	};
	// Where the course itself ended, nothing is left to go to; the engine takes that for a mistake (SB.2.11).
	const ending = process.prepareNavigationRequest.bind(process);
	process.prepareNavigationRequest = (...request) => {
		const prepared = ending(...request);
		const { sequencingRequest, valid } = prepared.navResult;
		const atRoot = tree.current !== null && tree.current === tree.root;
		const leads = sequencingRequest !== null && String(sequencingRequest) !== 'exit';
		if (!valid || prepared.deliveryRequest || leads || !atRoot || tree.root?.isActive) return prepared;
		return { ...prepared, sessionEndReason: prepared.sessionEndReason ?? 'exit_all' };
	};
	// Of a step that is suspended and opened again at once the engine tells nobody.
	const complete = process.completeNavigationRequest.bind(process);
	process.completeNavigationRequest = (prepared) => {
		const delivery = complete(prepared);
		if (delivery.valid && delivery.targetActivity) follows({ open: delivery.targetActivity.id });
		return delivery;
	};
	// The name given to an objective that has none is the engine's affair.
	const inside = engine as unknown as { getSeedableObjectiveId(one: { id: string }): string | null };
	const seedable = inside.getSeedableObjectiveId.bind(engine);
	inside.getSeedableObjectiveId = (one) => (one.id === unnamed ? null : seedable(one));
}
