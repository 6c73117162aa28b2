import { launchHref, pageName } from './href';
import { blankItem, mostItems, type ReadItem, type ReadManifest } from './manifest-facts';
import { attributeOf, childOf, textOf, XmlFault, type XmlElement } from './xml';

/**
 * What a Course Structure Format file of SCORM 1.1 says, or null for what is none. SCORM 1.1 has no `imsmanifest.xml`: `content`
 * holds a `block`, a block holds blocks and SCOs, and either may stand for another by an alias (ADL, `scormcsf(1.1).dtd`). Its
 * run-time is the API of SCORM 1.2.
 */
export function structureOf(root: XmlElement, encoding: string): Omit<ReadManifest, 'oddities'> | null {
	const block = root.name === 'content' ? childOf(root, 'block') : undefined;
	if (!block) return null;
	const items = itemsOf(block, known(block), []);
	return {
		identifier: attributeOf(block, 'id') ?? '',
		standard: 'scorm',
		version: '1.2',
		schemaVersion: '1.1',
		encoding,
		title: '',
		languages: [],
		minutes: null,
		about: null,
		metadataAt: '',
		organizations: [
			{
				id: attributeOf(block, 'id') ?? '',
				title: titleOf(block),
				sequencing: null,
				objectivesGlobal: true,
				dataGlobal: true,
				items
			}
		],
		chosen: 0,
		files: [...new Set(launchesOf(items))]
	};
}

/** What aliases may stand for, and how many items may still be made. */
interface Known {
	byId: Map<string, XmlElement>;
	left: number;
}

function known(block: XmlElement): Known {
	const byId = new Map<string, XmlElement>();
	const note = (element: XmlElement) => {
		const id = attributeOf(element, 'id');
		if (id && !byId.has(id)) byId.set(id, element);
		element.children.forEach(note);
	};
	note(block);
	return { byId, left: mostItems };
}

/** `above`: the blocks these lie in; one that is an alias of a block around it has nothing in it. */
function itemsOf(block: XmlElement, all: Known, above: XmlElement[]): ReadItem[] {
	return block.children
		.filter(({ name }) => name === 'block' || name === 'sco')
		.map((element) => {
			if (--all.left < 0) throw new XmlFault('too_many_elements', 1);
			const alias = attributeOf(childOf(element, `${element.name}Alias`), 'targetID');
			const meant = (alias && all.byId.get(alias)) || element;
			const inside = [...above, block];
			const items = meant.name === 'block' && !inside.includes(meant) ? itemsOf(meant, all, inside) : [];
			return itemOf(attributeOf(element, 'id') ?? '', meant, items);
		});
}

function itemOf(id: string, element: XmlElement, items: ReadItem[]): ReadItem {
	const launch = childOf(element, 'launch');
	const href = textOf(launch, 'location');
	const limit = childOf(element, 'timeLimit');
	return {
		...blankItem,
		id,
		title: titleOf(element) || pageName(href) || id,
		launch: href ? launchHref(href, textOf(launch, 'parameterString')) : null,
		sco: element.name === 'sco',
		launchData: textOf(launch, 'dataFromLMS'),
		masteryScore: textOf(element, 'masteryScore'),
		maxTimeAllowed: textOf(limit, 'maxTimeAllowed'),
		timeLimitAction: textOf(limit, 'timeLimitAction'),
		prerequisites: textOf(element, 'prerequisites'),
		items
	};
}

const titleOf = (element: XmlElement) => textOf(childOf(element, 'identification'), 'title');

const launchesOf = (items: ReadItem[]): string[] =>
	items.flatMap(({ launch, items: inside }) => [...(launch ? [launch] : []), ...launchesOf(inside)]);
