import type { Remark } from './remark';

type Opening = Extract<Remark, { says: 'comment' | 'suggestion' }>;
type Reply = Extract<Remark, { says: 'reply' }>;

/** A comment or suggestion with its replies and what has become of it. */
export interface Thread {
	id: string;
	opening: Opening;
	replies: Reply[];
	/** `accepted` and `refused` are only said of suggestions. */
	state: 'open' | 'resolved' | 'accepted' | 'refused';
}

/** Threads by age. The order in which remarks come does not matter; one whose opening is not there is left out. */
export function threadsOf(remarks: Remark[]): Thread[] {
	const threads = new Map<string, Thread>();
	const inOrder = [...remarks].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
	for (const opening of inOrder)
		if (opening.says === 'comment' || opening.says === 'suggestion')
			threads.set(opening.id, { id: opening.id, opening, replies: [], state: 'open' });
	for (const remark of inOrder) {
		const thread = 'thread' in remark ? threads.get(remark.thread) : undefined;
		if (!thread) continue;
		if (remark.says === 'reply') thread.replies.push(remark);
		else if (remark.says === 'reopened') thread.state = 'open';
		else if (remark.says === 'resolved') thread.state = 'resolved';
		else if (
			thread.opening.says === 'suggestion' &&
			(remark.says === 'accepted' || remark.says === 'refused')
		)
			thread.state = remark.says;
	}
	return [...threads.values()];
}
