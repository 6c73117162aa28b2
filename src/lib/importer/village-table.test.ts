import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { page, zipOf } from '../../../tests/fixtures/packages';
import type { ImportReport } from '.';
import { taken } from './taken.fixture';
import { manifestOf, villageTable, type Row } from './village-table.fixture';

type Given = Row & { given: ImportReport['verdict']; why: string };
const weight = { works: 0, limits: 1, fails: 2 };

async function ask(row: Row): Promise<Given> {
	const { report } = await taken(zipOf({ 'imsmanifest.xml': manifestOf(row), ...row.files }));
	const why = report.findings
		.filter(({ severity }) => severity !== 'note')
		.map(({ code, severity, where }) => `${severity} ${code} ${where.join(' ')}`);
	return { ...row, given: report.verdict, why: why.join('; ') };
}

/** Libraries as they are, each in a package that uses it as its makers mean it to be used. */
const libraries = [
	'node_modules/video.js/dist/video.min.js',
	'node_modules/scorm-again/dist/scorm-again.min.js',
	'node_modules/pinyin-pro/dist/index.js',
	'node_modules/mammoth/mammoth.browser.min.js',
	'node_modules/pouchdb/dist/pouchdb.min.js',
	'node_modules/tus-js-client/dist/tus.min.js',
	'node_modules/@zip.js/zip.js/dist/zip.min.js',
	'node_modules/read-excel-file/bundle/read-excel-file.min.js'
].map((path): Row => ({
	kind: 'good: libraries',
	name: path.split('/').at(-1)!,
	expected: 'works',
	files: {
		'index.html': page('<h1>育秧</h1><script src="lib.js"></script>'),
		'lib.js': readFileSync(path, 'utf8')
	}
}));

describe('will it work in a village without a network?', () => {
	const table: Given[] = [];
	beforeAll(async () => {
		for (const row of [...villageTable, ...libraries]) table.push(await ask(row));
		const lines = table.map(
			({ kind, name, expected, given, why }) =>
				`${given === expected ? ' ' : '✗'} ${kind.padEnd(52)} ${name.padEnd(48)} ${expected.padEnd(7)} ${given.padEnd(7)} ${given === expected ? '' : why}`
		);
		console.log(lines.join('\n'));
		const good = table.filter(({ expected }) => expected === 'works');
		const alarms = good.filter(({ given }) => given !== 'works');
		const false_ = table.filter(({ expected, given }) => expected !== 'works' && given === 'works');
		console.log(
			`${table.length} packages; false "works": ${false_.length} of ${table.length - good.length}; false alarms: ${alarms.length} of ${good.length}`
		);
	}, 120_000);

	it('never says yes where it will not', () => {
		const wrong = table.filter(({ expected, given }) => expected !== 'works' && given === 'works');
		expect(wrong.map(({ kind, name }) => `${kind}: ${name}`)).toEqual([]);
	});
	it('raises a false alarm on at most 5 in 100 of the good ones', () => {
		const good = table.filter(({ expected }) => expected === 'works');
		const alarms = good.filter(({ given }) => given !== 'works');
		expect(good.length).toBeGreaterThan(50);
		expect(
			alarms.length / good.length,
			alarms.map(({ name, why }) => `${name}: ${why}`).join('\n')
		).toBeLessThanOrEqual(0.05);
	});
	it('tells a package that does not open from one that lacks something', () => {
		const wrong = table.filter(({ expected, given }) => weight[given] !== weight[expected]);
		expect(wrong.map(({ kind, name, given }) => `${kind}: ${name} ${given}`)).toEqual([]);
	});
});
