import { joinBase } from './href';
import { attributeOf, childOf, childrenOf, type XmlElement } from './xml';

/** What a manifest calls a resource: a file to launch and those it needs, still as written. */
export interface Resource {
	id: string;
	/** Null when it launches nothing. */
	href: string | null;
	/** Its `scormtype` in small letters; null when it has none. */
	type: string | null;
	files: string[];
}

/** Resources by their identifiers, every `xml:base` joined after that of the manifest; of two with one identifier the first. */
export function resourcesOf(manifest: XmlElement, manifestBase: string): Map<string, Resource> {
	const list = childOf(manifest, 'resources');
	const outer = joinBase(manifestBase, attributeOf(list, 'base'));
	const found = new Map<string, Resource>();
	for (const element of childrenOf(list, 'resource')) {
		const base = joinBase(outer, attributeOf(element, 'base'));
		const id = attributeOf(element, 'identifier') ?? '';
		const href = attributeOf(element, 'href');
		if (found.has(id)) continue;
		found.set(id, {
			id,
			href: href ? joinBase(base, href) : null,
			type: attributeOf(element, 'scormtype')?.toLowerCase() ?? null,
			files: childrenOf(element, 'file').flatMap((file) => {
				const path = attributeOf(file, 'href');
				return path ? [joinBase(base, path)] : [];
			})
		});
	}
	return found;
}
