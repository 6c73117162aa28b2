/** What a compiled lesson says in its own language even where no script runs; all else is said by the run-time. */
export interface Words {
	right: string;
	wrong: string;
	explanation: string;
	discussion: string;
	minutes(n: number): string;
	multiple: string;
	hint: string;
	/** What to do, by kind of question that does not say it by its looks. */
	fillIn: string;
	gap(n: number): string;
	numeric: string;
	matching: string;
	ordering: string;
	grouping: string;
	hotspot: string;
	shortAnswer: string;
	step(n: number, of: number): string;
	newer: string;
	noMedia: string;
	page(n: number): string;
	/** What comes up in a film, and its parts. */
	cueAt(time: string): string;
	chapters: string;
	/** What a callout is. */
	tone: Record<'tip' | 'warning' | 'law', string>;
	/** Where something is taken from. */
	source(text: string): string;
	before: string;
	after: string;
	transcript: string;
	/** A scene of a story, by its number. */
	scene(n: number): string;
	/** Where a choice leads. */
	goOn(to: string): string;
	storyEnds: string;
	/** What kind of file it is, by the letters after the dot. */
	file(extension: string): string;
	/** Who answers for the lesson and what it rests on. */
	about: {
		title: string;
		author: string;
		reviewer: string;
		/** Instead of a reviewer. */
		nobody: string;
		validOn: string;
		lookAgain: string;
		sources: string;
		checked(day: string): string;
		supports(text: string): string;
		/** A day written `YYYY-MM-DD`. */
		day(day: string): string;
		colon: string;
		comma: string;
	};
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
	hint: '提示',
	fillIn: '把空填上',
	gap: (n) => `第 ${n} 空`,
	numeric: '写一个数',
	matching: '左右连起来',
	ordering: '按先后排好',
	grouping: '分到各组里',
	hotspot: '在图上点一点',
	shortAnswer: '用自己的话写',
	step: (n, of) => `${n} / ${of}`,
	newer: '这部分内容要用新版本打开。',
	noMedia: '这里还没有放文件。',
	page: (n) => `第 ${n} 页`,
	cueAt: (time) => `看到 ${time}`,
	chapters: '分段',
	tone: { tip: '小提示', warning: '注意', law: '法条' },
	source: (text) => `出处：${text}`,
	before: '之前',
	after: '之后',
	transcript: '文字稿',
	scene: (n) => `第 ${n} 幕`,
	goOn: (to) => `接着看：${to}`,
	storyEnds: '故事到这里结束。',
	file: (extension) => zhFiles[extension] ?? `${extension.toUpperCase()} 文件`,
	about: {
		title: '这一课从哪里来',
		author: '编写',
		reviewer: '专家审读',
		nobody: '还没有',
		validOn: '内容核对到',
		lookAgain: '应在这天以前再核对',
		sources: '依据：',
		checked: (day) => `${day}核对`,
		supports: (text) => `用在：${text}`,
		day: (day) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1 年 $2 月 $3 日'),
		colon: '：',
		comma: '，'
	}
};

const en: Words = {
	right: 'True',
	wrong: 'False',
	explanation: 'Explanation',
	discussion: 'Discuss together',
	minutes: (n) => (n === 1 ? '1 minute' : `${n} minutes`),
	multiple: 'Choose all that apply',
	hint: 'Hint',
	fillIn: 'Fill in the gaps',
	gap: (n) => `Gap ${n}`,
	numeric: 'Write a number',
	matching: 'Match the two sides',
	ordering: 'Put them in order',
	grouping: 'Sort into groups',
	hotspot: 'Point at the picture',
	shortAnswer: 'Write in your own words',
	step: (n, of) => `${n} / ${of}`,
	newer: 'This part needs a newer version.',
	noMedia: 'No file was chosen here.',
	page: (n) => `Page ${n}`,
	cueAt: (time) => `At ${time}`,
	chapters: 'Parts',
	tone: { tip: 'Tip', warning: 'Take care', law: 'The law' },
	source: (text) => `Source: ${text}`,
	before: 'Before',
	after: 'After',
	transcript: 'Transcript',
	scene: (n) => `Scene ${n}`,
	goOn: (to) => `Go on: ${to}`,
	storyEnds: 'The story ends here.',
	file: (extension) => enFiles[extension] ?? `${extension.toUpperCase()} file`,
	about: {
		title: 'Where this lesson comes from',
		author: 'Written by',
		reviewer: 'Reviewed by an expert',
		nobody: 'not yet',
		validOn: 'Known to be right on',
		lookAgain: 'To be looked at again by',
		sources: 'Sources:',
		checked: (day) => `checked ${day}`,
		supports: (text) => `For: ${text}`,
		day: (day) => day,
		colon: ': ',
		comma: ', '
	}
};

/** Words in the language of a lesson; English for a language without its own. */
export const wordsFor = (lang: string): Words => (/^zh\b/i.test(lang) ? zh : en);
