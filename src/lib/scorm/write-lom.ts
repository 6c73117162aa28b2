import { escapeXml } from './escape-xml';
import { datedWords, sourceLabels, type LomAbout, type LomSource } from './lom-about';
import type { ScormEdition } from './version';

/** What the metadata of a lesson says of it. `lang`: BCP 47. */
export interface LomInput {
	title: string;
	lang: string;
	about: LomAbout;
}

/**
 * A lesson's metadata as a file of its own: IEEE 1484.12.1 LOM for SCORM 2004, IMS 1.2.1 for SCORM 1.2. Author and reviewer
 * are contributions (2.3, "author" and "validator"), sources relations (7, "is based on"), the two days annotations (8).
 */
export function lomFile({ title, lang, about }: LomInput, edition: ScormEdition): string {
	const say = edition === '1.2' ? ims : ieee;
	const people = [
		['Author', about.author],
		['Validator', about.reviewer]
	] as const;
	const contributions = people.filter(([, name]) => name).map(([role, name]) => say.contribute(role, name));
	const dates = (['validOn', 'lookAgain'] as const).filter((name) => about[name]);
	return `<?xml version="1.0" encoding="UTF-8"?>
<lom ${say.namespace}>
	<general>
		<title>${say.text(title, lang)}</title>
		<language>${escapeXml(lang)}</language>
	</general>
${contributions.length ? `\t<${say.lifeCycle}>\n${contributions.join('')}\t</${say.lifeCycle}>\n` : ''}${about.sources
		.map((source) => say.relation(source, lang))
		.join('')}${dates.map((name) => say.annotation(about[name], datedWords[name])).join('')}</lom>
`;
}

/** RFC 2426; LOM takes people in no other form. */
function card(name: string): string {
	const value = name.replace(/[\\,;]/g, '\\$&').replace(/\s+/g, ' ');
	return escapeXml(`BEGIN:VCARD\nVERSION:3.0\nN:${value}\nFN:${value}\nEND:VCARD`);
}

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The title, and below it, each in a line under its name, what else is known. */
const described = (source: LomSource) =>
	[
		flat(source.title),
		...(['publisher', 'date', 'supports'] as const)
			.filter((name) => source[name])
			.map((name) => `${sourceLabels[name]}: ${flat(source[name])}`)
	].join('\n');

interface Spelling {
	namespace: string;
	lifeCycle: string;
	text: (words: string, lang: string) => string;
	contribute: (role: 'Author' | 'Validator', name: string) => string;
	relation: (source: LomSource, lang: string) => string;
	annotation: (day: string, words: string) => string;
}

const ieeeText = (words: string, lang: string) =>
	`<string language="${escapeXml(lang)}">${escapeXml(words)}</string>`;
const ieee: Spelling = {
	namespace: 'xmlns="http://ltsc.ieee.org/xsd/LOM"',
	lifeCycle: 'lifeCycle',
	text: ieeeText,
	contribute: (role, name) => `		<contribute>
			<role><source>LOMv1.0</source><value>${role.toLowerCase()}</value></role>
			<entity>${card(name)}</entity>
		</contribute>
`,
	relation: (source, lang) => `	<relation>
		<kind><source>LOMv1.0</source><value>isbasedon</value></kind>
		<resource>${source.address ? `\n			<identifier><catalog>URI</catalog><entry>${escapeXml(source.address)}</entry></identifier>` : ''}
			<description>${ieeeText(described(source), lang)}</description>
		</resource>
	</relation>
`,
	annotation: (day, words) => `	<annotation>
		<date><dateTime>${day}</dateTime></date>
		<description>${ieeeText(words, 'en')}</description>
	</annotation>
`
};

const imsText = (words: string, lang: string) =>
	`<langstring xml:lang="${escapeXml(lang)}">${escapeXml(words)}</langstring>`;
const term = (value: string) =>
	`<source>${imsText('LOMv1.0', 'x-none')}</source><value>${imsText(value, 'x-none')}</value>`;
const ims: Spelling = {
	namespace: 'xmlns="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"',
	lifeCycle: 'lifecycle',
	text: imsText,
	contribute: (role, name) => `		<contribute>
			<role>${term(role)}</role>
			<centity><vcard>${card(name)}</vcard></centity>
		</contribute>
`,
	relation: (source, lang) => `	<relation>
		<kind>${term('IsBasedOn')}</kind>
		<resource>
			<description>${imsText(described(source), lang)}</description>${source.address ? `\n			<catalogentry><catalog>URI</catalog><entry>${imsText(source.address, 'x-none')}</entry></catalogentry>` : ''}
		</resource>
	</relation>
`,
	annotation: (day, words) => `	<annotation>
		<date><datetime>${day}</datetime></date>
		<description>${imsText(words, 'en')}</description>
	</annotation>
`
};
