import type { Activity, ContentsEntry, Reached } from '$lib/scorm/course';
import type { Node } from './course-tree';

/** What the lines of a table of contents are made of. */
interface Lines {
	/** The steps and folders that may be chosen. */
	choices: Set<string>;
	/** Those that a rule hides. */
	hidden: Set<string>;
	item(id: string): Activity | undefined;
	reached(id: string): Reached;
}

/** A course's table of contents, in the order that was drawn. */
export function entriesOf(nodes: Node[], lines: Lines, depth = 0): ContentsEntry[] {
	return nodes.flatMap((node) => {
		const item = lines.item(node.id);
		if (!item || !node.isAvailable) return [];
		const folder = node.children.length > 0;
		const open = lines.choices.has(node.id);
		const chosen = node.parent?.sequencingControls.choice !== false;
		const entry: ContentsEntry = {
			id: node.id,
			title: item.title,
			depth,
			folder,
			reached: lines.reached(node.id),
			open,
			why: open || folder ? '' : chosen ? 'closed' : 'order',
			needs: []
		};
		const seen = item.visible && !lines.hidden.has(node.id);
		return [...(seen ? [entry] : []), ...entriesOf(node.children, lines, depth + (seen ? 1 : 0))];
	});
}
