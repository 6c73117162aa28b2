import { inline } from '../html';
import { childrenOf, sidAttr, type BlockRenderer } from '../render';

/** All questions of the quiz; which of them a learner gets is the run-time's to decide. */
export const quiz: BlockRenderer = (node, place) => {
	const title = inline(childrenOf(node, 'quizTitle')[0]?.content);
	const questions = (node.content ?? []).filter((child) => child.type !== 'quizTitle');
	return `<section class="quiz"${sidAttr(node)}>${title ? `<h2>${title}</h2>` : ''}${questions.map((child) => place.render(child)).join('\n')}</section>`;
};
