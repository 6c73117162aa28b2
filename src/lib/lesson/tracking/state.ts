import { isQuestion, type Item, type VideoItem } from '../items';
import { judge, type Answer, type Point } from './judge';

/** How far a film was seen. Times in whole seconds, `percent` of its length really played, 0 to 100. */
export interface VideoState {
	position: number;
	furthest: number;
	percent: number;
}

/** The last answer to a question, how often it was checked (15 at most are counted), and its mark. */
export interface QuestionState {
	response: Answer;
	attempts: number;
	correct: boolean;
}

/** All that is remembered of one learner in one lesson, by tracking number. Plain JSON. */
export interface LessonState {
	/** Sid of the page being read; null before the first. */
	page: number | null;
	visited: Record<number, true>;
	videos: Record<number, VideoState>;
	questions: Record<number, QuestionState>;
	discussions: Record<number, Point[]>;
}

/** The state before anything happened. */
export const emptyState = (): LessonState => ({
	page: null,
	visited: {},
	videos: {},
	questions: {},
	discussions: {}
});

/** Share of a film that counts as watched, in percent. */
export const watchedPercent = 90;

/** The last second of a film that is remembered: its end, or 18 hours where its length is not known. */
export const lastSecond = (item: VideoItem): number => Math.min(Math.ceil(item.seconds) || 0xffff, 0xffff);

/** What a question asks, hashed to 12 bits: prompt, options and answer, whatever their order. Not cryptographic. */
export function contentHash(item: Item): number {
	if (!isQuestion(item)) return 0;
	const asked =
		item.kind === 'trueFalse'
			? item.answer
			: item.options.map((o) => `${o.key}${o.correct ? '+' : '-'}${o.text}`).sort();
	const hash = fnv1a(JSON.stringify([item.kind, item.text, asked]));
	return (hash ^ (hash >>> 12) ^ (hash >>> 24)) & 0xfff;
}

/** FNV-1a over UTF-16 code units, 32 bits. */
export function fnv1a(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return hash >>> 0;
}

/** The fullest state a lesson can reach, without free text: for measuring. */
export function fullestState(items: Item[]): LessonState {
	const state = emptyState();
	for (const item of items) {
		if (item.kind === 'page') {
			state.page = item.sid;
			state.visited[item.sid] = true;
		} else if (item.kind === 'video') {
			const end = lastSecond(item);
			state.videos[item.sid] = { position: end, furthest: end, percent: 100 };
		} else if (isQuestion(item)) {
			const response =
				item.kind === 'trueFalse'
					? true
					: item.kind === 'singleChoice'
						? (item.options.at(-1)?.key ?? '')
						: item.options.map((o) => o.key);
			state.questions[item.sid] = { response, attempts: 15, correct: judge(item, response).correct };
		}
	}
	return state;
}
