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
export type List = 'draft' | 'bin' | 'package';

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
