import { datedWords, sourceLabels, type LomAbout, type LomSource } from './lom-about';
import { attributeOf, childOf, childrenOf, readXml, textOf, XmlFault, type XmlElement } from './xml';
import { decodeXml } from './xml-bytes';

/** What a package says of itself in IEEE LOM or IMS metadata; empty or null where it says nothing. */
export interface LomFacts {
	title: string;
	languages: string[];
	/** The time one needs, as its author thought. */
	minutes: number | null;
	/** Who answers for it and what it rests on; null where it says nothing of that. */
	about: LomAbout | null;
}

/** Reads a manifest's `metadata`. */
export function readLom(metadata: XmlElement | undefined): LomFacts {
	return factsOf(childOf(metadata, 'lom'));
}

/** Reads a file that holds nothing but metadata; null when it is not one. */
export function readLomFile(bytes: Uint8Array): LomFacts | null {
	try {
		const { root } = readXml(decodeXml(bytes).text);
		return root.name.toLowerCase() === 'lom' ? factsOf(root) : null;
	} catch (fault) {
		if (fault instanceof XmlFault) return null;
		throw fault;
	}
}

function factsOf(lom: XmlElement | undefined): LomFacts {
	const general = childOf(lom, 'general');
	const languages = childrenOf(general, 'language').map(({ text }) => text.trim());
	return {
		title: lineOf(childOf(general, 'title')),
		languages: [...new Set(languages.filter((code) => /^[a-z]{2,3}(-[\w-]+)?$/i.test(code)))],
		minutes: minutesOf(childOf(childOf(lom, 'educational'), 'typicalLearningTime')),
		about: aboutOf(lom)
	};
}

/** More sources than this are a list of something else. */
const mostSources = 100;

function aboutOf(lom: XmlElement | undefined): LomAbout | null {
	const people = childrenOf(childOf(lom, 'lifeCycle'), 'contribute');
	const by = (roles: RegExp) =>
		personOf(people.find((contribute) => roles.test(termOf(childOf(contribute, 'role')))));
	const dated = (words: string) => {
		const one = childrenOf(lom, 'annotation').find(
			(annotation) => lineOf(childOf(annotation, 'description')) === words
		);
		const date = childOf(one, 'date');
		return /^\d{4}-\d{2}-\d{2}/.exec(textOf(date, 'dateTime').trim())?.[0] ?? '';
	};
	const about: LomAbout = {
		author: by(/^(author|content provider)$/i),
		reviewer: by(/^((content|educational) )?validator$/i),
		sources: childrenOf(lom, 'relation')
			.filter((relation) => /^is ?based ?on$/i.test(termOf(childOf(relation, 'kind'))))
			.map((relation) => sourceOf(childOf(relation, 'resource')))
			.filter(({ title }) => title)
			.slice(0, mostSources),
		validOn: dated(datedWords.validOn),
		lookAgain: dated(datedWords.lookAgain)
	};
	const { author, reviewer, sources, validOn, lookAgain } = about;
	return author || reviewer || sources.length || validOn || lookAgain ? about : null;
}

/** A word of a vocabulary: plain in IEEE, a `langstring` in IMS. */
function termOf(element: XmlElement | undefined): string {
	const value = childOf(element, 'value');
	return lineOf(value) || (value?.text.trim() ?? '');
}

/** The name on somebody's card, or what stands there instead of a card. */
function personOf(contribute: XmlElement | undefined): string {
	const entity = childOf(contribute, 'entity')?.text ?? textOf(childOf(contribute, 'centity'), 'vcard');
	const lines = entity.trim().split(/\r?\n/);
	const name = lines.find((line) => /^\s*FN[:;]/i.test(line))?.replace(/^\s*FN[^:]*:/i, '');
	const said = name ?? (/^begin:vcard/i.test(entity.trim()) ? '' : lines.join(' '));
	return said
		.replace(/\\([\\,;])/g, '$1')
		.trim()
		.slice(0, 200);
}

function sourceOf(resource: XmlElement | undefined): LomSource {
	const [title = '', ...more] = lineOf(childOf(resource, 'description'))
		.split('\n')
		.map((line) => line.trim().slice(0, 500));
	const of = (label: string) =>
		more.find((line) => line.startsWith(`${label}: `))?.slice(label.length + 2) ?? '';
	const entry = [...childrenOf(resource, 'identifier'), ...childrenOf(resource, 'catalogentry')]
		.map((one) => childOf(one, 'entry'))
		.map((one) => lineOf(one) || (one?.text.trim() ?? ''))
		.find(Boolean);
	return {
		title,
		publisher: of(sourceLabels.publisher),
		date: of(sourceLabels.date).slice(0, 200),
		address: (entry ?? '').slice(0, 500),
		supports: of(sourceLabels.supports)
	};
}

/** IMS has `langstring` where IEEE has `string`; the Chinese one first. */
function lineOf(element: XmlElement | undefined): string {
	const lines = [...childrenOf(element, 'langstring'), ...childrenOf(element, 'string')];
	const chinese = lines.find((line) =>
		/^zh/i.test(attributeOf(line, 'lang') ?? attributeOf(line, 'language') ?? '')
	);
	return (chinese ?? lines[0])?.text.trim() ?? '';
}

function minutesOf(time: XmlElement | undefined): number | null {
	const text = textOf(time, 'duration') || textOf(time, 'datetime') || (time?.text.trim() ?? '');
	const [, days, hours, minutes, seconds] =
		/^P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:\.\d+)?S)?)?$/.exec(text) ?? [];
	const [, clockHours, clockMinutes] = /^(\d{1,4}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(text) ?? [];
	const told =
		clockHours === undefined
			? Number(days ?? 0) * 1440 + Number(hours ?? 0) * 60 + Number(minutes ?? 0) + Number(seconds ?? 0) / 60
			: Number(clockHours) * 60 + Number(clockMinutes);
	return told > 0 ? Math.max(1, Math.round(told)) : null;
}
