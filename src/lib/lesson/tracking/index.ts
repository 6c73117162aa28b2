// The run-time's own door to the lesson: what is tracked, judged and remembered. No schema and no validation library behind it.
export {
	isMarked,
	isQuestion,
	type ChoiceItem,
	type DiscussionItem,
	type FillInItem,
	type GroupingItem,
	type HotspotArea,
	type HotspotItem,
	type Item,
	type ItemOption,
	type MarkedItem,
	type MatchingItem,
	type NumericItem,
	type OrderingItem,
	type PageItem,
	type QuestionItem,
	type QuizItem,
	type ScaleItem,
	type ScenarioItem,
	type ShortAnswerItem,
	type TrueFalseItem,
	type VideoItem
} from '../items';
export { timeText, type CueRequired } from '../film';
export * from './judge';
export { comparable, numberIn, outside } from './questions';
export * from './state';
export * from './pack';
export * from './progress';
export * from './draw';
export * from './merge';
