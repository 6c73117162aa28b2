import { zipStream } from '$lib/archive';

const para = (text: string, style = '', runProps = '') =>
	`<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r>${runProps && `<w:rPr>${runProps}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const item = (text: string, level: number, list: number) =>
	`<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const cell = (text: string, props = '') =>
	`<w:tc>${props && `<w:tcPr>${props}</w:tcPr>`}${para(text)}</w:tc>`;
const picture = (id: string, alt: string) =>
	`<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="p" descr="${alt}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

/** Paragraphs of a Word file, to put one together. */
export const word = { para, item, cell, picture };

const namespaces =
	'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const style = (id: string, name: string) =>
	`<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
const level = (ilvl: number, format: string) =>
	`<w:lvl w:ilvl="${ilvl}"><w:numFmt w:val="${format}"/></w:lvl>`;

/** A PNG of 8×8 pixels. */
export const png = Uint8Array.from(
	atob(
		'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGOw6vfBihiGlgQACt1FQVMhzrkAAAAASUVORK5CYII='
	),
	(c) => c.charCodeAt(0)
);

/** A real .docx file around a body of paragraphs; pictures are `rId9` (PNG) and `rId8` (EMF). */
export async function makeDocx(body: string, name: string): Promise<File> {
	const relation = (id: string, type: string, target: string) =>
		`<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
	const relations = (inner: string) =>
		`${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
	const texts: [string, string][] = [
		[
			'[Content_Types].xml',
			`${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
		],
		['_rels/.rels', relations(relation('rId1', 'officeDocument', 'word/document.xml'))],
		[
			'word/_rels/document.xml.rels',
			relations(
				relation('rId1', 'styles', 'styles.xml') +
					relation('rId2', 'numbering', 'numbering.xml') +
					relation('rId9', 'image', 'media/a.png') +
					relation('rId8', 'image', 'media/b.emf')
			)
		],
		[
			'word/styles.xml',
			`${head}<w:styles ${namespaces}>${style('1', 'heading 1')}${style('2', 'heading 2')}${style('T', 'Title')}</w:styles>`
		],
		[
			'word/numbering.xml',
			`${head}<w:numbering ${namespaces}><w:abstractNum w:abstractNumId="0">${level(0, 'bullet')}${level(1, 'decimal')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
		],
		['word/document.xml', `${head}<w:document ${namespaces}><w:body>${body}</w:body></w:document>`]
	];
	const entries = [
		...texts.map(([path, text]) => ({ path, store: false, open: () => new Blob([text]).stream() })),
		...['word/media/a.png', 'word/media/b.emf'].map((path) => ({
			path,
			store: false,
			open: () => new Blob([png]).stream()
		}))
	];
	const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
	return new File([await new Response(zipStream(entries)).blob()], name, { type });
}
