import { Oddities, type ReadManifest, type ReadOrganization } from './manifest-facts';
import { readLom } from './read-lom';
import { readOrganizations } from './read-organizations';
import { fits, standardOf, versionOf } from './read-schema';
import { structureOf } from './read-structure';
import {
	attributeOf,
	childOf,
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
	const metadata = childOf(root, 'metadata');
	const schemaVersion = textOf(metadata, 'schemaversion');
	const version = versionOf(xml.namespaces, schemaVersion);
	if (schemaVersion === '1.1') odd.add('scorm_1_1');
	else if (!fits(version, schemaVersion)) odd.add('version_odd', schemaVersion);
	const read = readOrganizations(root, odd);
	return {
		identifier: attributeOf(root, 'identifier') ?? '',
		standard: standardOf(xml, textOf(metadata, 'schema'), read.resources),
		version,
		schemaVersion,
		encoding: decoded.encoding,
		...readLom(metadata),
		metadataAt: textOf(metadata, 'location'),
		organizations: read.organizations,
		chosen: chosenOf(root, read.organizations, odd),
		files: [...new Set(read.resources.flatMap(({ href, files }) => (href ? [href, ...files] : files)))],
		oddities: odd.list
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
