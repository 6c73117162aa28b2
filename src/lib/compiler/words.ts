/** What a compiled lesson says in its own language even where no script runs; all else is said by the run-time. */
export interface Words {
	right: string;
	wrong: string;
	explanation: string;
	discussion: string;
	minutes(n: number): string;
	multiple: string;
	newer: string;
	noMedia: string;
	page(n: number): string;
	/** What a callout is. */
	tone: Record<'tip' | 'warning' | 'law', string>;
	/** Where something is taken from. */
	source(text: string): string;
	before: string;
	after: string;
	transcript: string;
	/** What kind of file it is, by the letters after the dot. */
	file(extension: string): string;
}

const zhFiles: Record<string, string> = {
	doc: 'Word 文档',
	docx: 'Word 文档',
	xls: 'Excel 表格',
	xlsx: 'Excel 表格',
	ppt: 'PPT 演示文稿',
	pptx: 'PPT 演示文稿',
	zip: '压缩包',
	txt: '文本文件',
	jpg: '图片',
	png: '图片'
};

const enFiles: Record<string, string> = {
	doc: 'Word document',
	docx: 'Word document',
	xls: 'Excel sheet',
	xlsx: 'Excel sheet',
	ppt: 'PowerPoint slides',
	pptx: 'PowerPoint slides',
	zip: 'Archive',
	txt: 'Text file',
	jpg: 'Picture',
	png: 'Picture'
};

const zh: Words = {
	right: '对',
	wrong: '错',
	explanation: '解析',
	discussion: '一起讨论',
	minutes: (n) => `${n} 分钟`,
	multiple: '可选多项',
	newer: '这部分内容要用新版本打开。',
	noMedia: '这里还没有放文件。',
	page: (n) => `第 ${n} 页`,
	tone: { tip: '小提示', warning: '注意', law: '法条' },
	source: (text) => `出处：${text}`,
	before: '之前',
	after: '之后',
	transcript: '文字稿',
	file: (extension) => zhFiles[extension] ?? `${extension.toUpperCase()} 文件`
};

const en: Words = {
	right: 'True',
	wrong: 'False',
	explanation: 'Explanation',
	discussion: 'Discuss together',
	minutes: (n) => (n === 1 ? '1 minute' : `${n} minutes`),
	multiple: 'Choose all that apply',
	newer: 'This part needs a newer version.',
	noMedia: 'No file was chosen here.',
	page: (n) => `Page ${n}`,
	tone: { tip: 'Tip', warning: 'Take care', law: 'The law' },
	source: (text) => `Source: ${text}`,
	before: 'Before',
	after: 'After',
	transcript: 'Transcript',
	file: (extension) => enFiles[extension] ?? `${extension.toUpperCase()} file`
};

/** Words in the language of a lesson; English for a language without its own. */
export const wordsFor = (lang: string): Words => (/^zh\b/i.test(lang) ? zh : en);
