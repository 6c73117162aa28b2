// Every sentence exists in both languages, with the same parameters, and every failure a person can act on has one. Chinese has
// its own full-width marks (GB/T 15834).
import { readFileSync } from 'node:fs';

/** @param {string} locale @returns {Record<string, string>} */
const read = (locale) => JSON.parse(readFileSync(`messages/${locale}.json`, 'utf8'));
const zh = read('zh-CN');
const en = read('en');
/** @param {string} text */
const parameters = (text) => [...new Set(text.match(/\{[a-zA-Z]+\}/g) ?? [])].sort().join(' ');

/** A half-width mark beside a Chinese character, or brackets around one. */
const mixed = /(?<=[\u4e00-\u9fff”）])[,:;?!]|[,:;?!](?=[\u4e00-\u9fff“（])|\([^()]*[\u4e00-\u9fff][^()]*\)/u;

const problems = [];
for (const key of new Set([...Object.keys(zh), ...Object.keys(en)])) {
	const [a, b] = [zh[key], en[key]];
	if (!a?.trim() || !b?.trim()) problems.push(`${key}: missing in ${a?.trim() ? 'en' : 'zh-CN'}`);
	else if (parameters(a) !== parameters(b)) problems.push(`${key}: parameters differ`);
	else if (/[「」『』]/u.test(a)) problems.push(`${key}: GB/T 15834 quotes with “ ”`);
	else if (mixed.test(a)) problems.push(`${key}: a half-width mark in a Chinese sentence`);
}
const codes =
	readFileSync('src/lib/base/errors.ts', 'utf8').match(/userErrorCodes = \[([^\]]+)\]/)?.[1] ?? '';
for (const [, code] of codes.matchAll(/'([a-z_]+)'/g))
	if (!zh[`error_${code}`]) problems.push(`error_${code}: no sentence for this failure`);

if (problems.length) {
	console.error(problems.join('\n'));
	process.exit(1);
}
