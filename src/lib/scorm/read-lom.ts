import { attributeOf, childOf, childrenOf, textOf, type XmlElement } from './xml';

/** What a package says of itself in IEEE LOM or IMS metadata; empty or null where it says nothing. */
export interface LomFacts {
	title: string;
	languages: string[];
	/** The time one needs, as its author thought. */
	minutes: number | null;
}

/** Reads a manifest's `metadata`. */
export function readLom(metadata: XmlElement | undefined): LomFacts {
	const lom = childOf(metadata, 'lom');
	const general = childOf(lom, 'general');
	const languages = childrenOf(general, 'language').map(({ text }) => text.trim());
	return {
		title: lineOf(childOf(general, 'title')),
		languages: [...new Set(languages.filter((code) => /^[a-z]{2,3}(-[\w-]+)?$/i.test(code)))],
		minutes: minutesOf(childOf(childOf(lom, 'educational'), 'typicalLearningTime'))
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
