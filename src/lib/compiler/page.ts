import type { BlockKind, Lesson, NodeJson } from '$lib/lesson';
import { directionOf } from '$lib/lesson/translate';
import { aboutHtml } from './about';
import { accentFile } from './accent';
import { captionsHtml, type CaptionTexts } from './captions';
import { renderers } from './blocks';
import { attrText, escapeHtml, inline, scriptJson } from './html';
import { resolveLinks } from './links';
import { withPinyin } from './pinyin';
import type { Place } from './render';
import { wordsFor, type Words } from './words';

/** The one document of a lesson: every page a section, readable from top to bottom where no script runs. */
export function lessonHtml(lesson: Lesson, data: unknown, hasVideo: boolean, captions: CaptionTexts): string {
	const words = wordsFor(lesson.lang);
	const nodes = resolveLinks(lesson.doc).content ?? [];
	const about = aboutHtml(lesson.settings.about, words);
	const pages = nodes.map((node, i) => pageHtml(node, i + 1, words, i === nodes.length - 1 ? about : ''));
	const title = escapeHtml(lesson.title);
	const { look, aids } = lesson.settings;
	const body = pages.join('\n');
	return `<!doctype html>
<html lang="${escapeHtml(lesson.lang)}"${directionOf(lesson.lang) === 'rtl' ? ' dir="rtl"' : ''} data-theme="${look.name}"${aids.pinyin ? ' data-pinyin="on"' : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${hasVideo ? '<link rel="stylesheet" href="runtime/video.css">\n' : ''}<link rel="stylesheet" href="runtime/sco.css">
${look.accent ? `<link rel="stylesheet" href="${accentFile}">\n` : ''}</head>
<body>
<header class="lesson"><p class="lesson-title">${title}</p></header>
<main>
${aids.pinyin ? withPinyin(body) : body}
</main>
<script type="application/json" id="lesson">${scriptJson(data)}</script>
${captionsHtml(lesson, captions)}<script src="runtime/scorm.js"></script>
${hasVideo ? '<script src="runtime/video.js"></script>\n' : ''}<script src="runtime/sco.js"></script>
</body>
</html>
`;
}

/** `end` stands below the page's last block. */
function pageHtml(node: NodeJson, number: number, words: Words, end: string): string {
	const place: Place = { words, render: (child) => block(child, place) };
	const sid = typeof node.attrs?.sid === 'number' ? ` data-sid="${node.attrs.sid}"` : '';
	const [title, blocks] =
		node.type === 'page' ? [node.content?.[0], (node.content ?? []).slice(1)] : [undefined, [node]];
	const heading = inline(title?.content).trim() || words.page(number);
	const section = attrText(node.attrs?.section);
	return `<section class="page" id="page-${number}"${sid} aria-labelledby="title-${number}">
${section ? `<p class="section-name">${section}</p>\n` : ''}<h1 id="title-${number}" tabindex="-1">${heading}</h1>
${blocks.map((child) => block(child, place)).join('\n')}
${end && `${end}\n`}</section>`;
}

function block(node: NodeJson, place: Place): string {
	const kind = node.type in renderers ? (node.type as BlockKind) : 'unknown';
	return renderers[kind](node, place);
}
