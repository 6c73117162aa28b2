import { isDue, sourcesOf } from '../about';
import type { NodeJson } from '../block';
import { contrast, readableContrast } from '../contrast';
import { itemsOf } from '../items';
import type { Lesson } from '../lesson';
import { plainText, walk } from '../text';
import { giveawaysOf } from './didactics';
import { stateLimit, type LessonFacts } from './facts';
import type { Finding, Fix, Severity } from './finding';
import { lengthOf, readingOf } from './reading';

/** More characters than this on one page make a long scroll on a station's screen. */
const longPage = 1200;
/** More bytes than this take a village more than 13 minutes. */
const largeBytes = 200 * 1024 * 1024;

/** What cameras, phones and chat programs call their files, and names with their ending. */
const namedByMachine =
	/\.(mp4|m4v|mov|mkv|webm|avi|mts|docx?|pptx?|pdf|zip)$|^(img|vid|dsc|mvi|gopr|pxl|video|mmexport|wx_camera|screenrecord\w*|screen recording|录屏|视频)[-_ ]?\d{3,}|^\d{8}[-_ ]?\d{4,}$/i;

/** What copying, here or elsewhere, adds to a title. */
const calledCopy = /[（(]\s*(副本|copy)\s*\d*\s*[)）]\s*$/iu;

type Say = (code: Finding['code'], severity: Severity, details?: Record<string, string>, fix?: Fix) => void;

/** What is said to whoever writes the lesson, and means nothing to who learns from it. */
const forAuthors = /这是样例|用以前请改|换成自己的|请按.{0,8}改|给(主讲人|站点管理员|编写人|作者)的?话?$/;

/**
 * Everything that could be better in a lesson, in reading order, what concerns the whole lesson first. What keeps it from
 * being released at all is told by `problemsOf`. `today` is `YYYY-MM-DD`.
 */
export function findingsOf(lesson: Lesson, facts: LessonFacts, today: string): Finding[] {
	const findings: Finding[] = [];
	const sayAt =
		(id: string | null): Say =>
		(code, severity, details = {}, fix) =>
			findings.push({ code, severity, id, details, ...(fix && { fix }) });
	checkLesson(lesson, facts, sayAt(null));
	checkAbout(lesson, today, sayAt(null));
	for (const { code, id, details } of giveawaysOf(itemsOf(lesson)))
		sayAt(id)(code, giveawayWeight[code], details);
	for (const page of lesson.doc.content ?? []) {
		if (page.type !== 'page') continue;
		checkPage(page, sayAt(idOf(page)));
		let at = idOf(page);
		walk(page, (node) => {
			at = idOf(node) ?? at;
			checks[node.type]?.(node, sayAt(at));
			checkLinks(node, sayAt(at));
			checkNotes(node, sayAt(at));
		});
	}
	return findings;
}

const idOf = (node: NodeJson): string | null => (typeof node.attrs?.id === 'string' ? node.attrs.id : null);
const childrenOf = (node: NodeJson, type: string) =>
	(node.content ?? []).filter((child) => child.type === type);
const isBlank = (node: NodeJson | undefined) => !plainText(node).trim();
const isEmpty = (value: unknown) => typeof value !== 'string' || !value.trim();
const excerpt = (text: string) => (text.length > 24 ? `${text.slice(0, 24)}…` : text);

function checkLesson({ title, settings }: Lesson, facts: LessonFacts, say: Say): void {
	if (facts.state > stateLimit)
		say('state_too_large', 'must', { state: String(facts.state), limit: String(stateLimit) });
	else if (facts.state > stateLimit * 0.85)
		say('state_near_limit', 'should', { state: String(facts.state), limit: String(stateLimit) });
	if (facts.bytes > largeBytes)
		say('bytes_large', 'should', { minutes: String(Math.round(facts.downloadSeconds / 60)) });
	const { accent } = settings.look;
	if (accent && contrast(accent, '#ffffff') < readableContrast)
		say(
			'contrast_low',
			'should',
			{},
			{ kind: 'settings', settings: { look: { ...settings.look, accent: null } } }
		);
	if (namedByMachine.test(title)) say('title_is_file_name', 'should', { title: excerpt(title) });
	else if (calledCopy.test(title)) say('title_is_copy', 'should');
	if (!settings.summary.trim()) say('summary_missing', 'hint');
	if (settings.themes.length === 0) say('themes_missing', 'should');
	const off = Math.abs(facts.minutes - settings.minutes);
	if (off > 3 && off > settings.minutes * 0.4)
		say(
			'minutes_off',
			'hint',
			{ told: String(settings.minutes), estimated: String(facts.minutes) },
			{ kind: 'settings', settings: { minutes: Math.min(600, facts.minutes) } }
		);
	const { rare } = facts.reading;
	if (rare.length > 3) say('characters_rare', 'hint', { characters: rare.slice(0, 12).join('') });
}

/** Two are seen at once by any learner; two are guesses of ours, or small. */
const giveawayWeight = {
	right_longest: 'should',
	right_never_first: 'should',
	true_false_leans: 'hint',
	question_answers_other: 'hint'
} as const;

/** Who answers for the lesson, and until when. */
function checkAbout({ settings: { about, note } }: Lesson, today: string, say: Say): void {
	if (about && isDue(about, today)) say('look_again_due', 'should', { day: about.lookAgain });
	if (!sourcesOf(about).length) say('sources_missing', 'hint');
	else if (!about?.reviewer.trim()) say('reviewer_missing', 'hint');
	if (note?.trim()) say('note_for_author', 'hint', { text: note });
}

function checkNotes(node: NodeJson, say: Say): void {
	const said =
		node.type === 'paragraph' ? plainText(node) : node.type === 'callout' ? node.attrs?.source : '';
	if (typeof said === 'string' && forAuthors.test(said))
		say('note_on_page', 'should', { text: excerpt(said) });
}

function checkPage(page: NodeJson, say: Say): void {
	const [title, ...blocks] = page.content ?? [];
	if (isBlank(title)) say('page_title_missing', 'should');
	if (blocks.every((block) => block.type === 'paragraph' && isBlank(block))) say('page_empty', 'should');
	const length = lengthOf(plainText(page));
	if (length > longPage) say('page_long', 'hint', { characters: String(length) });
	checkHeadings(blocks, say);
}

function checkHeadings(blocks: NodeJson[], say: Say): void {
	let before = 1;
	for (const block of blocks) {
		if (block.type !== 'heading') continue;
		const level = Number(block.attrs?.level ?? 2);
		const id = idOf(block);
		if (level > before + 1)
			say(
				'heading_order',
				'should',
				{ text: excerpt(plainText(block)) },
				id ? { kind: 'attribute', id, name: 'level', value: 2 } : undefined
			);
		before = level;
	}
}

const altMissing =
	(...names: [media: string, alt: string][]) =>
	(node: NodeJson, say: Say): void => {
		for (const [media, alt] of names)
			if (node.attrs?.[media] && isEmpty(node.attrs[alt])) say('alt_missing', 'should');
	};

function checkQuestion(node: NodeJson, say: Say): void {
	const { whenRight, whenWrong } = node.attrs ?? {};
	const options = [...childrenOf(node, 'option'), ...childrenOf(node, 'area')];
	const says = [whenRight, whenWrong, ...options.map((option) => option.attrs?.feedback)];
	if (
		isBlank(childrenOf(node, 'explanation')[0]) &&
		!says.some((text) => typeof text === 'string' && text.trim())
	)
		say('feedback_missing', 'should', { text: excerpt(plainText(childrenOf(node, 'prompt')[0])) });
}

function checkScenario(node: NodeJson, say: Say): void {
	const scenes = childrenOf(node, 'scene');
	const reached = new Set<unknown>();
	const visit = (key: unknown): void => {
		if (reached.has(key)) return;
		reached.add(key);
		const scene = scenes.find((one) => one.attrs?.key === key);
		for (const choice of scene ? childrenOf(scene, 'choice') : [])
			if (choice.attrs?.to) visit(choice.attrs.to);
	};
	visit(scenes[0]?.attrs?.key);
	for (const scene of scenes) {
		const text = excerpt(plainText(childrenOf(scene, 'sceneTitle')[0]));
		const body = (scene.content ?? []).filter(({ type }) => type === 'paragraph' || type === 'image');
		if (body.every((part) => part.type === 'paragraph' && isBlank(part)))
			say('scene_empty', 'should', { text });
		if (!reached.has(scene.attrs?.key)) say('scene_unreachable', 'should', { text });
		if (childrenOf(scene, 'choice').some((choice) => isBlank(childrenOf(choice, 'choiceText')[0])))
			say('choice_unwritten', 'should', { text });
	}
}

/** What is looked at in each kind of node. */
const checks: Record<string, (node: NodeJson, say: Say) => void> = {
	image: altMissing(['media', 'alt']),
	galleryImage: altMissing(['media', 'alt']),
	step: altMissing(['media', 'alt']),
	comparison: altMissing(['before', 'beforeAlt'], ['after', 'afterAlt']),
	hotspot(node, say) {
		altMissing(['media', 'alt'])(node, say);
		checkQuestion(node, say);
	},
	video(node, say) {
		const captions = node.attrs?.captions;
		if (node.attrs?.media && Array.isArray(captions) && captions.length === 0)
			say('captions_missing', 'should');
	},
	audio(node, say) {
		if (node.attrs?.media && isEmpty(node.attrs.transcript)) say('transcript_missing', 'should');
	},
	heading(node, say) {
		if (isBlank(node)) say('heading_empty', 'hint');
	},
	paragraph(node, say) {
		const [long] = readingOf([plainText(node)]).long;
		if (long) say('sentence_long', 'hint', { text: excerpt(long), length: String(lengthOf(long)) });
	},
	table(node, say) {
		const [first] = node.content ?? [];
		if (!first?.content?.some((cell) => cell.type === 'tableHeader')) say('table_head_missing', 'hint');
	},
	quiz(node, say) {
		const total = (node.content ?? []).length - 1;
		const draw = node.attrs?.draw;
		const id = idOf(node);
		if (typeof draw === 'number' && draw >= total && id)
			say(
				'quiz_draws_all',
				'hint',
				{ total: String(total) },
				{ kind: 'attribute', id, name: 'draw', value: null }
			);
	},
	scenario: checkScenario,
	singleChoice: checkQuestion,
	multipleChoice: checkQuestion,
	trueFalse: checkQuestion,
	fillIn: checkQuestion,
	numeric: checkQuestion,
	matching: checkQuestion,
	ordering: checkQuestion,
	grouping: checkQuestion
};

function checkLinks(node: NodeJson, say: Say): void {
	for (const child of node.content ?? [])
		if (child.marks?.some((mark) => mark.type === 'link' && /^https?:/.test(String(mark.attrs?.href))))
			say('link_needs_network', 'hint', { text: excerpt(plainText(child)) });
}
