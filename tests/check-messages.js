// Every sentence exists in both languages, with the same parameters, and every failure a person can act on has one. Chinese has
// its own full-width marks (GB/T 15834); English counts nothing in a way that is wrong for one.
import { readFileSync } from 'node:fs';

/** @param {string} locale @returns {Record<string, string>} */
const read = (locale) => JSON.parse(readFileSync(`messages/${locale}.json`, 'utf8'));
const zh = read('zh-CN');
const en = read('en');
/** @param {string} text */
const parameters = (text) => [...new Set(text.match(/\{[a-zA-Z]+\}/g) ?? [])].sort().join(' ');

/** A half-width mark beside a Chinese character, or brackets around one. */
const mixed = /(?<=[\u4e00-\u9fff”）])[,:;?!]|[,:;?!](?=[\u4e00-\u9fff“（])|\([^()]*[\u4e00-\u9fff][^()]*\)/u;

/** A count before what is counted: wrong where it is one. “Pages: 1” and “1 of 3” are right always. */
const plural =
	/(?<!of )\{(count|n|total|days|minutes|seconds|points|pages|stations|questions)\} (?!of |to |\/ )([a-z]+ )?[a-z]{2,}s\b/u;
/** Said only of more than one. */
const manyOnly = new Set(['wait_minutes']);

const problems = [];
for (const key of new Set([...Object.keys(zh), ...Object.keys(en)])) {
	const [a, b] = [zh[key], en[key]];
	if (!a?.trim() || !b?.trim()) problems.push(`${key}: missing in ${a?.trim() ? 'en' : 'zh-CN'}`);
	else if (parameters(a) !== parameters(b)) problems.push(`${key}: parameters differ`);
	else if (/[「」『』]/u.test(a)) problems.push(`${key}: GB/T 15834 quotes with “ ”`);
	else if (plural.test(b) && !manyOnly.has(key)) problems.push(`${key}: “1 pages”`);
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
