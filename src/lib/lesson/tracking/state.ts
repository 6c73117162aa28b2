import { isQuestion, type Item, type VideoItem } from '../items';
import { judge, type Answer, type Judgement, type Point } from './judge';
import { rulesOf } from './questions';

/** A film is remembered in this many equal parts. */
export const videoParts = 64;

/**
 * How far a film was seen. Times in whole seconds, `percent` of its length really played, 0 to 100; `seen`: which of its
 * {@link videoParts} were seen through, ascending.
 */
export interface VideoState {
	position: number;
	furthest: number;
	percent: number;
	seen: number[];
}

/** Where a story stands: the key of its scene, and whether an end was ever reached. */
export interface ScenarioState {
	scene: string;
	ended: boolean;
}

/** The last answer to a question, how often it was checked (15 at most are counted), and its mark. */
export interface QuestionState extends Judgement {
	response: Answer;
	attempts: number;
}

/** All that is remembered of one learner in one lesson, by tracking number. Plain JSON. */
export interface LessonState {
	/** Sid of the page being read; null before the first. */
	page: number | null;
	/** What chance decides for this learner, 1 to 65535: which questions are drawn and in what order; 0 before. */
	seed: number;
	visited: Record<number, true>;
	videos: Record<number, VideoState>;
	questions: Record<number, QuestionState>;
	scenarios: Record<number, ScenarioState>;
	discussions: Record<number, Point[]>;
}

/** The state before anything happened. */
export const emptyState = (): LessonState => ({
	page: null,
	seed: 0,
	visited: {},
	videos: {},
	questions: {},
	scenarios: {},
	discussions: {}
});

/** Share of a film that counts as watched, in percent. */
export const watchedPercent = 90;

/** The last second of a film that is remembered: its end, or 18 hours where its length is not known. */
export const lastSecond = (item: VideoItem): number => Math.min(Math.ceil(item.seconds) || 0xffff, 0xffff);

/** What a question asks, hashed to 12 bits: prompt, options and answer, whatever their order. Not cryptographic. */
export function contentHash(item: Item): number {
	if (!isQuestion(item)) return 0;
	const hash = fnv1a(JSON.stringify([item.kind, item.text, rulesOf(item).asked(item)]));
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
	const state = { ...emptyState(), seed: 0xffff };
	for (const item of items) {
		if (item.kind === 'page') {
			state.page = item.sid;
			state.visited[item.sid] = true;
		} else if (item.kind === 'video') {
			const end = lastSecond(item);
			const seen = Array.from({ length: videoParts }, (_, i) => i);
			state.videos[item.sid] = { position: end, furthest: end, percent: 100, seen };
		} else if (item.kind === 'scenario') {
			state.scenarios[item.sid] = { scene: item.scenes.at(-1) ?? '', ended: true };
		} else if (isQuestion(item)) {
			const response = rulesOf(item).fullest(item);
			state.questions[item.sid] = { response, attempts: 15, ...judge(item, response) };
		}
	}
	return state;
}
