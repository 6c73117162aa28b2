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
}

const zh: Words = {
	right: '对',
	wrong: '错',
	explanation: '解析',
	discussion: '一起讨论',
	minutes: (n) => `${n} 分钟`,
	multiple: '可选多项',
	newer: '这部分内容要用新版本打开。',
	noMedia: '这里还没有放文件。',
	page: (n) => `第 ${n} 页`
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
	page: (n) => `Page ${n}`
};

/** Words in the language of a lesson; English for a language without its own. */
export const wordsFor = (lang: string): Words => (/^zh\b/i.test(lang) ? zh : en);
