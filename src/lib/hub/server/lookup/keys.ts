import type { OrgPath } from '$lib/store';

/** A part of an id that may hold anything a person can be called. */
const plain = (text: string) => text.replace(/[%/:]/g, encodeURIComponent);

/** A place as it stands in ids: what lies under it begins with it. */
export const placeKey = (place: OrgPath): string => `/${place.map((name) => `${plain(name)}/`).join('')}`;

/** A place and all above it, the nearest first. */
export const placesUp = (place: OrgPath): OrgPath[] =>
	Array.from({ length: place.length + 1 }, (_, up) => place.slice(0, place.length - up));

/** A moment (ms) so that the last one comes first. */
const latestFirst = (ms: number): string => String(9_999_999_999_999 - Math.floor(ms)).padStart(13, '0');

/** What is listed by place, the last first. */
export type List = 'draft' | 'bin' | 'package' | 'question';

/** Ids of rows. Where a beginning is asked for, the rest is left out. */
export const rowIds = {
	list: (list: List, place: OrgPath, at?: number, id = '') =>
		`list:${list}:${placeKey(place)}:${at === undefined ? '' : `${latestFirst(at)}:${plain(id)}`}`,
	/** Lessons by the day (`yyyy-mm-dd`) on which to look at them again. */
	due: (place: OrgPath, day = '', id = '') => `due:${placeKey(place)}:${day && `${day}:${plain(id)}`}`,
	templatesOf: (owner: string, at?: number, id = '') =>
		`template-of:${plain(owner)}:${at === undefined ? '' : `${latestFirst(at)}:${plain(id)}`}`,
	templatesAt: (place: OrgPath, at?: number, id = '') =>
		`template-at:${placeKey(place)}:${at === undefined ? '' : `${latestFirst(at)}:${plain(id)}`}`,
	/** Questions somebody keeps. They end as those of a list do, so that the two can be read as one. */
	questionsOf: (owner: string, at?: number, id = '') =>
		`question-of:${plain(owner)}:${at === undefined ? '' : `${latestFirst(at)}:${plain(id)}`}`,
	/** The drafts of a lesson. */
	lesson: (lessonId: string, draftId = '') => `lesson:${plain(lessonId)}:${plain(draftId)}`,
	/** The drafts that split off one. */
	split: (from: string, draftId = '') => `split:${plain(from)}:${plain(draftId)}`,
	/** The draft that was brought along by a try of somebody's. */
	brought: (owner: string, key: string, draftId = '') =>
		`brought:${plain(owner)}:${plain(key)}:${plain(draftId)}`,
	/** The package somebody made of a zip. */
	zip: (owner: string, sha256: string, lessonId = '') => `zip:${plain(owner)}:${sha256}:${plain(lessonId)}`
};

/** Ids of what is known of attempts. Months are `yyyy-mm`. */
export const attemptIds = {
	/** The attempts of a village, the last begun first. */
	list: (place: OrgPath, startedAt?: number, figureId = '') =>
		`list:attempt:${placeKey(place)}:${startedAt === undefined ? '' : `${latestFirst(startedAt)}:${plain(figureId)}`}`,
	/** The attempts of a station and month, with how far they are: 0, 1 completed, 2 passed, 3 both. */
	member: (place: OrgPath, month: string, stationId: string, figureId = '', flags = 0) =>
		`member:${placeKey(place)}:${month}:${plain(stationId)}:${figureId && `${plain(figureId)}:${flags}`}`,
	total: (place: OrgPath, month = '') => `total:${placeKey(place)}:${month}`,
	recent: (place: OrgPath) => `recent:${placeKey(place)}`,
	/** The devices of a place of whose pages something was not counted. */
	doubt: (place: OrgPath, chainId?: string) =>
		`doubt:${placeKey(place)}${chainId === undefined ? '' : `:${plain(chainId)}`}`
};

/** Ids of stations, place by place, and of their devices. All that lies under a place begins with the id of that place. */
export const stationIds = {
	at: (place: OrgPath, stationId?: string) =>
		`list:station:${placeKey(place)}${stationId === undefined ? '' : `:${plain(stationId)}`}`,
	devices: (stationId: string, deviceId = '') => `device-of:${plain(stationId)}:${plain(deviceId)}`
};

/** Where, when and at which station the attempt of a member's row was begun. */
export function readMember(row: string): { place: OrgPath; month: string; stationId: string } | null {
	const [kind, place = '', month = '', stationId = ''] = row.split(':');
	if (kind !== 'member') return null;
	const names = place.split('/').slice(1, -1);
	return { place: names.map(decodeURIComponent), month, stationId: decodeURIComponent(stationId) };
}

/** How far the attempt of a member's row is. */
export const flagsOf = (row: string): number => Number(row.at(-1));

/** Ids of rows that open a file (SHA-256). All that lies under a place begins with the id of that place. */
export const fileIds = {
	at: (sha256: string, as: 'draft' | 'template' | 'question' | 'package', place: OrgPath) =>
		`file:${sha256}:${as}:${placeKey(place)}`,
	of: (sha256: string, as: 'template' | 'question', owner: string) =>
		`file:${sha256}:${as}-of:${plain(owner)}:`,
	/** As soon as the person of a name has sent it; without one: all such. */
	awaited: (sha256: string, name?: string, place?: OrgPath) =>
		`file:${sha256}:awaited:${name === undefined ? '' : `${plain(name)}:${place ? placeKey(place) : ''}`}`,
	/** A release of a place lists it; without one: any does. */
	release: (sha256: string, place?: OrgPath) => `file:${sha256}:release:${place ? placeKey(place) : ''}`
};

/** The id that a row ends in. */
export const idInRow = (row: string): string => decodeURIComponent(row.slice(row.lastIndexOf(':') + 1));
