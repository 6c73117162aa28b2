import type { Resource } from './read-resources';
import type { ScormVersion } from './version';
import type { XmlDocument } from './xml';

/** SCORM, an IMS content package without SCORM, or an IMS common cartridge. */
export type PackageStandard = 'scorm' | 'content_package' | 'common_cartridge';

const has = (namespaces: Set<string>, part: string) =>
	[...namespaces].some((uri) => uri.toLowerCase().includes(part));

/** Decided by the namespaces, where they are unequivocal. */
export function versionOf(namespaces: Set<string>, schemaVersion: string): ScormVersion {
	const [old, recent] = [has(namespaces, 'adlcp_rootv1p2'), has(namespaces, 'adlcp_v1p3')];
	if (old !== recent) return recent ? '2004' : '1.2';
	// Sequencing and the later content packaging came with 2004.
	const later = has(namespaces, 'imsss') || has(namespaces, 'imscp_v1p1');
	return /2004|1\.3/.test(schemaVersion) || (later && schemaVersion !== '1.2') ? '2004' : '1.2';
}

/** Whether the schema version is one this version's standard allows. */
export const fits = (version: ScormVersion, said: string) =>
	version === '1.2' ? said === '1.2' : /^(2004 (2nd|3rd|4th) Edition|CAM 1\.3)$/i.test(said);

/** What a package is by its namespaces and its schema. */
export function standardOf(xml: XmlDocument, schema: string, resources: Resource[]): PackageStandard {
	if (has(xml.namespaces, '/imscc')) return 'common_cartridge';
	const speaks = has(xml.namespaces, 'adlcp_') || resources.some(({ type }) => type !== null);
	return speaks || /scorm/i.test(schema) ? 'scorm' : 'content_package';
}
