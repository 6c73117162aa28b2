import { launchHref, pageName } from './href';
import { readLom } from './read-lom';
import {
	blankItem,
	type ManifestOddity,
	type ReadItem,
	type ReadManifest,
	type ReadOrganization
} from './manifest-facts';
import { resourcesOf, type Resource } from './read-resources';
import { fits, standardOf, versionOf } from './read-schema';
import { collectionOf, presentationOf, sequencingOf } from './read-sequencing';
import { structureOf } from './read-structure';
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

/** A manifest, or why there is none and in which line. */
export type ManifestReading =
	| { state: 'read'; manifest: ReadManifest }
	| { state: 'refused'; why: XmlRefusal | 'not_a_manifest'; line: number };

/** The structure files of SCORM 1.1 may name their DTD. Without declarations of its own that is nothing but a name. */
const structureDtd = /<!DOCTYPE\s{1,99}content\s[^<>[\]]{0,999}>/;

/**
 * Reads the bytes of an `imsmanifest.xml` of SCORM 1.2 or any edition of 2004, or of a course structure of SCORM 1.1. Never
 * throws for what stands in them.
 */
export function readManifest(bytes: Uint8Array): ManifestReading {
	const decoded = decodeXml(bytes);
	try {
		const xml = readXml(decoded.text.replace(structureDtd, ''));
		const manifest = manifestOf(xml, decoded);
		return manifest ? { state: 'read', manifest } : { state: 'refused', why: 'not_a_manifest', line: 1 };
	} catch (fault) {
		if (fault instanceof XmlFault) return { state: 'refused', why: fault.why, line: fault.line };
		throw fault;
	}
}

function manifestOf(xml: XmlDocument, decoded: { encoding: string; wrong: boolean }): ReadManifest | null {
	const { root } = xml;
	const odd = new Oddities();
	if (xml.bareAmpersands) odd.add('ampersand');
	if (decoded.wrong) odd.add('encoding_wrong', decoded.encoding);
	const structure = structureOf(root, decoded.encoding);
	if (structure) {
		odd.add('scorm_1_1');
		return { ...structure, oddities: odd.list };
	}
	if (root.name.toLowerCase() !== 'manifest') return null;
	if (childOf(root, 'manifest')) odd.add('submanifest');
	const metadata = childOf(root, 'metadata');
	const schemaVersion = textOf(metadata, 'schemaversion');
	const version = versionOf(xml.namespaces, schemaVersion);
	if (schemaVersion === '1.1') odd.add('scorm_1_1');
	else if (!fits(version, schemaVersion)) odd.add('version_odd', schemaVersion);
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
		...blankItem,
		id: one.id,
		title: one.href ?? one.id,
		launch: one.href,
		sco: one.type === 'sco'
	}));
	return [{ id: '', title: '', sequencing: null, objectivesGlobal: true, dataGlobal: true, items }];
}

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
