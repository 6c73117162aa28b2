import { launchHref, pageName } from './href';
import { readLom, type LomFacts } from './read-lom';
import { resourcesOf, type Resource } from './read-resources';
import { fits, standardOf, versionOf, type PackageStandard } from './read-schema';
import type { Presentation, Sequencing } from './course/sequencing';
import { collectionOf, presentationOf, sequencingOf } from './read-sequencing';
import type { ScormVersion } from './version';
import {
	attributeOf,
	childOf,
	childrenOf,
	readXml,
	textOf,
	XmlFault,
	type XmlDocument,
	type XmlElement,
	type XmlRefusal
} from './xml';
import { decodeXml } from './xml-bytes';

/** What is not as the standard has it, and was read all the same. `where` are titles or identifiers. */
export interface ManifestOddity {
	code:
		| 'ampersand'
		| 'encoding_wrong'
		| 'version_odd'
		| 'no_organization'
		| 'several_organizations'
		| 'default_wrong'
		| 'item_without_resource'
		| 'scormtype_missing'
		| 'submanifest';
	where: string[];
}

/** A step of a course as its manifest has it. */
export interface ReadItem {
	id: string;
	title: string;
	/** Whether a menu shows it. */
	visible: boolean;
	/** What it launches, still as written: base, href and parameters joined; null for a folder. */
	launch: string | null;
	/** Whether it says it speaks SCORM. */
	sco: boolean;
	/** As in SCORM 1.2 CAM 2.3.2.4 and 2004 CAM 3.4.1: empty where nothing is said. */
	launchData: string;
	masteryScore: string;
	maxTimeAllowed: string;
	timeLimitAction: string;
	prerequisites: string;
	/** SCORM 2004 only; null where nothing is said. */
	sequencing: Sequencing | null;
	presentation: Presentation | null;
	items: ReadItem[];
}

/** One way through a package. */
export interface ReadOrganization {
	id: string;
	title: string;
	sequencing: Sequencing | null;
	/** Whether its global objectives, and its shared data, are those of all the learner's courses (SCORM 2004 CAM 3.4.1.5). */
	objectivesGlobal: boolean;
	dataGlobal: boolean;
	items: ReadItem[];
}

/** What `imsmanifest.xml` says. */
export interface ReadManifest extends LomFacts {
	identifier: string;
	standard: PackageStandard;
	version: ScormVersion;
	/** As the manifest has it, such as `2004 3rd Edition`; empty when it says nothing. */
	schemaVersion: string;
	encoding: string;
	organizations: ReadOrganization[];
	/** The place of the default among them. */
	chosen: number;
	/** Every file the resources name, bases joined, as written. */
	files: string[];
	oddities: ManifestOddity[];
}

/** A manifest, or why there is none and in which line. */
export type ManifestReading =
	| { state: 'read'; manifest: ReadManifest }
	| { state: 'refused'; why: XmlRefusal | 'not_a_manifest'; line: number };

/** Reads the bytes of an `imsmanifest.xml` of SCORM 1.2 or any edition of 2004. Never throws for what stands in them. */
export function readManifest(bytes: Uint8Array): ManifestReading {
	const decoded = decodeXml(bytes);
	try {
		const xml = readXml(decoded.text);
		if (xml.root.name.toLowerCase() !== 'manifest')
			return { state: 'refused', why: 'not_a_manifest', line: 1 };
		return { state: 'read', manifest: manifestOf(xml, decoded) };
	} catch (fault) {
		if (fault instanceof XmlFault) return { state: 'refused', why: fault.why, line: fault.line };
		throw fault;
	}
}

function manifestOf(xml: XmlDocument, decoded: { encoding: string; wrong: boolean }): ReadManifest {
	const { root } = xml;
	const odd = new Oddities();
	if (xml.bareAmpersands) odd.add('ampersand');
	if (decoded.wrong) odd.add('encoding_wrong', decoded.encoding);
	if (childOf(root, 'manifest')) odd.add('submanifest');
	const metadata = childOf(root, 'metadata');
	const schemaVersion = textOf(metadata, 'schemaversion');
	const version = versionOf(xml.namespaces, schemaVersion);
	if (!fits(version, schemaVersion)) odd.add('version_odd', schemaVersion);
	const resources = resourcesOf(root);
	const organizations = organizationsOf(root, resources, odd);
	return {
		identifier: attributeOf(root, 'identifier') ?? '',
		standard: standardOf(xml, textOf(metadata, 'schema'), resources),
		version,
		schemaVersion,
		encoding: decoded.encoding,
		...readLom(metadata),
		organizations,
		chosen: chosenOf(root, organizations, odd),
		files: [
			...new Set([...resources.values()].flatMap(({ href, files }) => (href ? [href, ...files] : files)))
		],
		oddities: odd.list
	};
}

class Oddities {
	readonly list: ManifestOddity[] = [];

	add(code: ManifestOddity['code'], where = ''): void {
		let one = this.list.find((known) => known.code === code);
		if (!one) this.list.push((one = { code, where: [] }));
		if (where) one.where.push(where);
	}
}

function organizationsOf(
	root: XmlElement,
	resources: Map<string, Resource>,
	odd: Oddities
): ReadOrganization[] {
	const collection = collectionOf(root);
	const found = childrenOf(childOf(root, 'organizations'), 'organization').map((element) => ({
		id: attributeOf(element, 'identifier') ?? '',
		title: textOf(element, 'title'),
		sequencing: sequencingOf(element, collection),
		objectivesGlobal: attributeOf(element, 'objectivesGlobalToSystem') !== 'false',
		dataGlobal: attributeOf(element, 'sharedDataGlobalToSystem') !== 'false',
		items: childrenOf(element, 'item').map((item) => itemOf(item, { resources, collection }, odd))
	}));
	const launching = [...resources.values()].filter(({ href }) => href);
	if (found.some(({ items }) => items.length) || !launching.length) return found;
	odd.add('no_organization');
	const speaking = launching.filter(({ type }) => type === 'sco');
	const items = (speaking.length ? speaking : launching).map((one) => ({
		...blank,
		id: one.id,
		title: one.href ?? one.id,
		launch: one.href,
		sco: one.type === 'sco'
	}));
	return [{ id: '', title: '', sequencing: null, objectivesGlobal: true, dataGlobal: true, items }];
}

const blank = {
	visible: true,
	launchData: '',
	masteryScore: '',
	maxTimeAllowed: '',
	timeLimitAction: '',
	prerequisites: '',
	sequencing: null,
	presentation: null,
	items: []
};

/** What items refer to by names. */
interface Named {
	resources: Map<string, Resource>;
	collection: Map<string, XmlElement>;
}

function itemOf(element: XmlElement, named: Named, odd: Oddities): ReadItem {
	const id = attributeOf(element, 'identifier') ?? '';
	const resource = named.resources.get(attributeOf(element, 'identifierref') ?? '\0');
	const title = textOf(element, 'title') || pageName(resource?.href ?? '') || id;
	const items = childrenOf(element, 'item').map((item) => itemOf(item, named, odd));
	const launch = resource?.href ?? null;
	if (!launch && !items.length) odd.add('item_without_resource', title);
	if (launch && resource && resource.type === null) odd.add('scormtype_missing', title);
	return {
		id,
		title,
		visible: attributeOf(element, 'isvisible') !== 'false',
		launch: launch && launchHref(launch, attributeOf(element, 'parameters') ?? ''),
		sco: resource?.type === 'sco',
		launchData: textOf(element, 'datafromlms'),
		masteryScore: textOf(element, 'masteryscore'),
		maxTimeAllowed: textOf(element, 'maxtimeallowed'),
		timeLimitAction: textOf(element, 'timelimitaction'),
		prerequisites: textOf(element, 'prerequisites'),
		sequencing: sequencingOf(element, named.collection),
		presentation: presentationOf(element),
		items
	};
}

function chosenOf(root: XmlElement, organizations: ReadOrganization[], odd: Oddities): number {
	if (organizations.length > 1)
		for (const { title, id } of organizations) odd.add('several_organizations', title || id);
	const said = attributeOf(childOf(root, 'organizations'), 'default');
	const place = organizations.findIndex(({ id }) => id === said);
	if (said && place < 0 && organizations.some(({ id }) => id)) odd.add('default_wrong', said);
	return Math.max(0, place);
}
