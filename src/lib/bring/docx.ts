import { UserError } from '$lib/base';
import { packageLimits, readArchive, type ArchiveFile } from '$lib/archive';
import type { NodeJson } from '$lib/lesson';
import { schema } from '$lib/lesson/schema';
import mammoth from 'mammoth';
import { htmlText, readHtml, type HtmlElement, type HtmlNode } from './html';
import { blocksOf } from './html-blocks';
import { questionsFrom, type NotUnderstood } from './questions';

/** What of a Word file is not in the lesson as it was. */
export interface DocxNotice {
	what: 'equation' | 'chart' | 'smartart' | 'textbox' | 'picture';
	count: number;
}

/** A Word file as pages. `pictures` are the files of image blocks without media, by the block's id. */
export interface FromDocx {
	/** The document's title: its Title paragraph, or the file's name. */
	title: string;
	pages: NodeJson[];
	pictures: Map<string, File>;
	notices: DocxNotice[];
	/** Of questions found; lines are paragraphs of the document. */
	notUnderstood: NotUnderstood[];
}

interface Options {
	/** Whether exam questions in the text become questions. */
	findQuestions: boolean;
}

const limits = { ...packageLimits, entries: 5000, fileBytes: 300e6, totalBytes: 600e6, ratio: 1000 };
const shown = /^image\/(png|jpe?g|gif|webp|bmp|svg\+xml)$/;
const extension = (type: string) => type.replace('image/', '').replace(/jpeg/, 'jpg').replace(/\+.*/, '');

/**
 * Makes pages from a .docx file: a page begins at each Heading 1. Text boxes move into the text; equations, charts and
 * drawings are named in the notices. Throws `docx_broken`, `archive_broken` or `archive_too_large`.
 */
export async function lessonFromDocx(file: File, { findQuestions }: Options): Promise<FromDocx> {
	const files = await readArchive(file, limits);
	const main = files.get('word/document.xml');
	if (!main) throw new UserError('docx_broken');
	const sources = new Map<string, File>();
	let unshown = 0;
	const convertImage = mammoth.images.imgElement(async (image) => {
		if (!shown.test(image.contentType)) {
			unshown += 1;
			return { src: '' };
		}
		const src = `picture:${sources.size + 1}`;
		const bytes = Uint8Array.from(new Uint8Array(await image.readAsArrayBuffer()));
		const name = `${sources.size + 1}.${extension(image.contentType)}`;
		sources.set(src, new File([bytes], name, { type: image.contentType }));
		return { src };
	});
	const styleMap = ["p[style-name='Title'] => h1.title:fresh", "p[style-name='标题'] => h1.title:fresh"];
	const html = await convert(file, { convertImage, styleMap });
	const nodes = readHtml(html).map(liftPictures).flat().filter(hasContent);
	const { title, rest } = takeTitle(nodes);
	const found = new Map<string, File>();
	const said: NotUnderstood[] = [];
	const onpicture = (id: string, src: string) => {
		const picture = sources.get(src);
		if (picture) found.set(id, picture);
	};
	const pages = pagesOf(rest, title).map(({ heading, body, first }): NodeJson => {
		const blocks = findQuestions ? withQuestions(body, first, onpicture, said) : blocksOf(body, onpicture);
		return {
			type: 'page',
			content: [
				{ type: 'pageTitle', content: heading ? [{ type: 'text', text: heading }] : [] },
				...(blocks.length ? blocks : [{ type: 'paragraph' }])
			]
		};
	});
	return {
		title: title || file.name.replace(/\.docx$/i, ''),
		pages: pages.map((page) => schema.nodeFromJSON(page).toJSON() as NodeJson),
		pictures: found,
		notices: await noticesOf(main, unshown),
		notUnderstood: said
	};
}

async function convert(file: File, options: Parameters<typeof mammoth.convertToHtml>[1]): Promise<string> {
	const bytes = await file.arrayBuffer();
	try {
		// Node's build of the package takes a buffer, the browser's an array buffer.
		const input = typeof Buffer === 'undefined' ? { arrayBuffer: bytes } : { buffer: Buffer.from(bytes) };
		return (await mammoth.convertToHtml(input, { ...options, externalFileAccess: false })).value;
	} catch (cause) {
		throw new UserError('docx_broken', {}, { cause });
	}
}

/** Pictures of a format that cannot be shown are left out; they are counted. */
function liftPictures(node: HtmlNode): HtmlNode[] {
	if ('text' in node) return [node];
	if (node.tag === 'img' && !node.attrs.src) return [];
	return [{ ...node, children: node.children.flatMap(liftPictures) }];
}

const hasContent = (node: HtmlNode): boolean =>
	'text' in node
		? node.text.trim() !== ''
		: node.tag === 'img' || node.tag === 'table' || node.children.some(hasContent);

const isHeading1 = (node: HtmlNode): node is HtmlElement => 'tag' in node && node.tag === 'h1';

function takeTitle(nodes: HtmlNode[]): { title: string; rest: HtmlNode[] } {
	const at = nodes.findIndex((node) => isHeading1(node) && node.attrs.class === 'title');
	const title = nodes[at];
	return title && isHeading1(title)
		? { title: htmlText(title.children).trim(), rest: nodes.filter((_, index) => index !== at) }
		: { title: '', rest: nodes };
}

/** A page for each Heading 1, and one for what stands before the first. `first` counts paragraphs from 1. */
function pagesOf(nodes: HtmlNode[], title: string) {
	const pages: { heading: string; body: HtmlNode[]; first: number }[] = [];
	nodes.forEach((node, index) => {
		if (isHeading1(node)) {
			const pictures = node.children.filter((child) => 'tag' in child && child.tag === 'img');
			pages.push({ heading: htmlText(node.children).trim(), body: pictures, first: index + 2 });
		} else {
			if (!pages.length) pages.push({ heading: title, body: [], first: index + 1 });
			pages.at(-1)?.body.push(node);
		}
	});
	return pages.length ? pages : [{ heading: title, body: [], first: 1 }];
}

/** Runs of paragraphs in which questions are found become those questions; everything else stays what it is. */
function withQuestions(
	body: HtmlNode[],
	first: number,
	onpicture: (id: string, src: string) => void,
	said: NotUnderstood[]
): NodeJson[] {
	const blocks: NodeJson[] = [];
	let run: { node: HtmlNode; line: number }[] = [];
	const close = () => {
		blocks.push(...questionsInRun(run, onpicture, said));
		run = [];
	};
	body.forEach((node, index) => {
		const isText = 'text' in node || (node.tag === 'p' && !JSON.stringify(node).includes('"tag":"img"'));
		if (isText) run.push({ node, line: first + index });
		else {
			close();
			blocks.push(...blocksOf([node], onpicture));
		}
	});
	close();
	return blocks;
}

function questionsInRun(
	run: { node: HtmlNode; line: number }[],
	onpicture: (id: string, src: string) => void,
	said: NotUnderstood[]
): NodeJson[] {
	// A paragraph with line breaks is several lines.
	const lines = run.flatMap(({ node, line }, index) =>
		htmlText([node])
			.split('\n')
			.map((text) => ({ text, line, index }))
	);
	const found = questionsFrom(lines.map(({ text }) => text).join('\n'), 'plain');
	// A numbered list is no exam.
	const asked = found.questions.some(
		({ type }) => type !== 'shortAnswer' || /答案/.test(lines.map((l) => l.text).join(''))
	);
	if (!asked)
		return blocksOf(
			run.map(({ node }) => node),
			onpicture
		);
	const blocks: NodeJson[] = [];
	let next = 0;
	let lastOutside = -1;
	lines.forEach(({ index }, at) => {
		while (next < found.starts.length && (found.starts[next] ?? 0) - 1 === at) {
			const question = found.questions[next++];
			if (question) blocks.push(question);
		}
		const node = run[index]?.node;
		// What belongs to no question stays in the lesson as text.
		const kept = found.lines[at] === 'notUnderstood';
		if (kept && node && lastOutside !== index) blocks.push(...blocksOf([node], onpicture));
		if (kept) lastOutside = index;
	});
	for (const one of found.notUnderstood)
		if (found.lines[one.line - 1] !== 'notUnderstood')
			said.push({ ...one, line: lines[one.line - 1]?.line ?? one.line });
	return blocks;
}

async function noticesOf(main: ArchiveFile, unshown: number): Promise<DocxNotice[]> {
	// Each drawing stands there twice: once for older programs.
	const xml = (await main.text()).replace(/<mc:Fallback\b[^]*?<\/mc:Fallback>/g, '');
	const count = (pattern: RegExp) => xml.match(pattern)?.length ?? 0;
	const notices: DocxNotice[] = [
		{ what: 'equation', count: count(/<m:oMath[ >]/g) },
		{ what: 'chart', count: count(/<c:chart\b/g) },
		{ what: 'smartart', count: count(/<dgm:relIds\b/g) },
		{ what: 'textbox', count: count(/<w:txbxContent\b/g) },
		{ what: 'picture', count: unshown }
	];
	return notices.filter((notice) => notice.count > 0);
}
