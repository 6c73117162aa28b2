import { joinBase, launchHref, pageName } from './href';
import { blankItem, mostItems, type Oddities, type ReadItem, type ReadOrganization } from './manifest-facts';
import { resourcesOf, type Resource } from './read-resources';
import { collectionOf, presentationOf, sequencingOf } from './read-sequencing';
import { attributeOf, childOf, childrenOf, textOf, XmlFault, type XmlElement } from './xml';

/** Deeper than this no manifest lies in another. */
const deepest = 10;

/** The organizations of a manifest, those of the manifests inside it at their places, and every resource of all that were read. */
export function readOrganizations(
	root: XmlElement,
	odd: Oddities
): { organizations: ReadOrganization[]; resources: Resource[] } {
	const whole: Whole = { odd, resources: new Map(), left: mostItems };
	const organizations = organizationsOf(namedIn(root, '', 0, whole));
	for (const one of manifestsIn(root))
		if (!whole.resources.has(one)) odd.add('submanifest', attributeOf(one, 'identifier') ?? '');
	return { organizations, resources: [...whole.resources.values()].flat() };
}

/** What is gathered while all of the manifests are read. */
interface Whole {
	odd: Oddities;
	/** Those of each manifest that was read. */
	resources: Map<XmlElement, Resource[]>;
	/** How many items may still be made. */
	left: number;
}

/** One manifest, and what its items refer to by names. */
interface Named {
	manifest: XmlElement;
	base: string;
	level: number;
	resources: Map<string, Resource>;
	collection: Map<string, XmlElement>;
	/** Manifests that lie in this one (SCORM 1.2 CAM 2.3.2.2, `manifest`): an item may name one for a resource. */
	inside: Map<string, XmlElement>;
	whole: Whole;
}

function namedIn(manifest: XmlElement, outerBase: string, level: number, whole: Whole): Named {
	if (level > deepest) throw new XmlFault('too_deep', 1);
	const base = joinBase(outerBase, attributeOf(manifest, 'base'));
	const resources = resourcesOf(manifest, base);
	whole.resources.set(manifest, [...resources.values()]);
	const inside = childrenOf(manifest, 'manifest').map(
		(one) => [attributeOf(one, 'identifier') ?? '', one] as const
	);
	return {
		manifest,
		base,
		level,
		resources,
		collection: collectionOf(manifest),
		inside: new Map(inside),
		whole
	};
}

const manifestsIn = (manifest: XmlElement): XmlElement[] =>
	childrenOf(manifest, 'manifest').flatMap((one) => [one, ...manifestsIn(one)]);

function organizationsOf(named: Named): ReadOrganization[] {
	const { manifest, resources, collection, whole } = named;
	const found = childrenOf(childOf(manifest, 'organizations'), 'organization').map((element) => ({
		id: attributeOf(element, 'identifier') ?? '',
		title: textOf(element, 'title'),
		sequencing: sequencingOf(element, collection),
		objectivesGlobal: attributeOf(element, 'objectivesGlobalToSystem') !== 'false',
		dataGlobal: attributeOf(element, 'sharedDataGlobalToSystem') !== 'false',
		items: childrenOf(element, 'item').map((item) => itemOf(item, named))
	}));
	const launching = [...resources.values()].filter(({ href }) => href);
	if (found.some(({ items }) => items.length) || !launching.length) return found;
	whole.odd.add('no_organization');
	const speaking = launching.filter(({ type }) => type === 'sco');
	const items = (speaking.length ? speaking : launching).map((one) => ({
		...blankItem,
		id: one.id,
		title: pageName(one.href ?? '') || one.id,
		launch: one.href,
		sco: one.type === 'sco'
	}));
	return [{ id: '', title: '', sequencing: null, objectivesGlobal: true, dataGlobal: true, items }];
}

function itemOf(element: XmlElement, named: Named): ReadItem {
	const { resources, whole } = named;
	if (--whole.left < 0) throw new XmlFault('too_many_elements', 1);
	const id = attributeOf(element, 'identifier') ?? '';
	const refers = attributeOf(element, 'identifierref') ?? '\0';
	const resource = resources.get(refers);
	const inside = resource ? undefined : organizationIn(named, refers);
	const title = textOf(element, 'title') || pageName(resource?.href ?? '') || inside?.title || id;
	const items = [
		...(inside ? qualified(inside.items, id) : []),
		...childrenOf(element, 'item').map((item) => itemOf(item, named))
	];
	const launch = resource?.href ?? null;
	if (!launch && !items.length) whole.odd.add('item_without_resource', title);
	if (launch && resource && resource.type === null) whole.odd.add('scormtype_missing', title);
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
		sequencing: sequencingOf(element, named.collection) ?? inside?.sequencing ?? null,
		presentation: presentationOf(element),
		items
	};
}

/** The organization that stands for a manifest inside this one: its default, else its first. */
function organizationIn(named: Named, id: string): ReadOrganization | undefined {
	const manifest = named.inside.get(id);
	if (!manifest) return undefined;
	const all = organizationsOf(namedIn(manifest, named.base, named.level + 1, named.whole));
	const chosen = attributeOf(childOf(manifest, 'organizations'), 'default');
	return all.find((one) => one.id === chosen) ?? all[0];
}

/** Items of another manifest, whose identifiers may be those of items here: each is named after the item they stand under. */
function qualified(items: ReadItem[], under: string): ReadItem[] {
	const own = new Set(flat(items).map(({ id }) => id));
	const named = (id: string) => (own.has(id) ? `${under}.${id}` : id);
	const renamed = (item: ReadItem): ReadItem => ({
		...item,
		id: named(item.id),
		prerequisites: item.prerequisites.replace(/[^\s&|~=<>(){}*,"]+/g, named),
		items: item.items.map(renamed)
	});
	return items.map(renamed);
}

const flat = (items: ReadItem[]): ReadItem[] => items.flatMap((item) => [item, ...flat(item.items)]);
