import { commonAncestor, pathUp, type Node } from './course-tree';

/** A pre-condition of an activity, by the name of what it does. */
export type Applies = (node: Node, action: string, target: Node) => boolean;

/**
 * Why a choice may not be asked for now (SN 4th edition, NB.2.1, case choice): the exception, or null. The current
 * activity is still active.
 */
export function whyNotAsked(current: Node | null, target: Node): string | null {
	if (target.parent && !target.parent.sequencingControls.choice) return 'NB.2.1-10';
	if (!current || current === target) return null;
	const held = pathUp(current, commonAncestor(current, target)).some(
		(node) => node.isActive && !node.sequencingControls.choiceExit
	);
	return held ? 'NB.2.1-8' : null;
}

/**
 * Why a choice leads nowhere (SN 4th edition, SB.2.9, up to step 11): the exception, or null. The current activity was
 * ended, and the choice could be asked for. Whether what is chosen may be delivered is another matter.
 */
export function whyNotChosen(current: Node | null, target: Node, applies: Applies): string | null {
	const path = pathUp(target).reverse();
	if (path.some((node) => applies(node, 'hiddenFromChoice', target))) return 'SB.2.9-3';
	if (current === target) return null;
	const common = current ? commonAncestor(current, target) : (path[0] ?? null);
	if (!common) return 'SB.2.9-5';
	const stops = (nodes: Node[]) =>
		nodes.some((node) => applies(node, 'stopForwardTraversal', target)) ? 'SB.2.4-1' : null;
	if (current && current.parent === target.parent) {
		const between = siblingsBetween(current, target);
		if (isBefore(current, target)) return stops(between);
		return target.parent?.sequencingControls.forwardOnly ? 'SB.2.4-2' : null;
	}
	const down = [common, ...pathUp(target, common).reverse()].filter((node) => node !== target);
	// None of them is active: what runs lies above.
	const prevents = down.some((node) => node !== common && node.sequencingControls.preventActivation);
	if (!current || current === common) return stops(down) ?? (prevents ? 'SB.2.9-6' : null);
	const up = pathUp(current, common);
	if (up.some((node) => !node.sequencingControls.choiceExit)) return 'SB.2.9-7';
	if (target === common) return null;
	const constrained = up.find((node) => node.children.length > 0 && node.sequencingControls.constrainChoice);
	if (constrained && !isWithinReach(constrained, target)) return 'SB.2.9-8';
	return (isBefore(current, target) ? stops(down) : null) ?? (prevents ? 'SB.2.9-6' : null);
}

/** From an activity up to another beside it, without that. */
function siblingsBetween(from: Node, to: Node): Node[] {
	const all = from.parent?.getAvailableChildren() ?? [];
	const [start, end] = [all.indexOf(from), all.indexOf(to)];
	return start < end ? all.slice(start, end) : all.slice(end + 1, start + 1);
}

/** Constrained choice leaves the activity itself, and the one that follows it, or goes before (SB.2.9.1, SB.2.9.2). */
function isWithinReach(constrained: Node, target: Node): boolean {
	const beside = next(constrained, isBefore(constrained, target) ? 1 : -1) ?? constrained;
	return [beside, constrained].includes(target) || pathUp(target).includes(beside);
}

function next(node: Node, by: 1 | -1): Node | null {
	for (let one = node; one.parent; one = one.parent) {
		const all = one.parent.getAvailableChildren();
		const beside = all[all.indexOf(one) + by];
		if (beside) return beside;
	}
	return null;
}

/** Whether an activity comes before another, in the order in which they are gone through. */
function isBefore(one: Node, other: Node): boolean {
	const common = commonAncestor(one, other);
	if (!common || common === other) return false;
	if (common === one) return true;
	const place = (node: Node) => {
		const branch = pathUp(node, common).at(-1);
		return branch ? common.getAvailableChildren().indexOf(branch) : -1;
	};
	return place(one) < place(other);
}
