import { compile, mediaPath } from '$lib/compiler';
import type { HubShelf } from '../hub-shelf';
import { mediaOf, numberLesson, type Lesson } from '$lib/lesson';
import { fetchRuntime } from './preview-files';

const forPaper = `@media print{html{font-size:12pt}header.lesson{position:static}.page{break-after:auto;break-inside:auto}
.question,.callout,figure{break-inside:avoid}video{display:none}}
body{max-width:40rem;margin:0 auto;padding:24px}.page+.page{margin-top:2em;border-top:1px solid var(--line)}`;

/** A lesson as one document to print: everything below one another, nothing that runs. */
export async function handoutHtml(lesson: Lesson, shelf: HubShelf): Promise<string> {
	const runtime = await fetchRuntime();
	const files = compile(numberLesson(lesson), runtime);
	const text = (path: string) => {
		const file = files.find((one) => one.path === path);
		return file && 'body' in file ? new TextDecoder().decode(file.body) : '';
	};
	const css = text('runtime/sco.css') + text('accent.css') + forPaper;
	let html = text('index.html')
		.replace(/<script[^]*?<\/script>/g, '')
		.replace(/<link rel="stylesheet"[^>]*>/g, '')
		.replace('</head>', () => `<style>${css}</style></head>`);
	for (const media of mediaOf(lesson)) html = html.replaceAll(mediaPath(media), shelf.url(media));
	return html;
}
