// The run-time's own door to the lesson: what is tracked, judged and remembered. No schema and no validation library behind it.
export {
	isQuestion,
	type ChoiceItem,
	type DiscussionItem,
	type Item,
	type ItemOption,
	type PageItem,
	type QuestionItem,
	type TrueFalseItem,
	type VideoItem
} from '../items';
export * from './judge';
export * from './state';
export * from './pack';
export * from './progress';
