import { UserError } from '$lib/base';
import {
	bankKind,
	draftKind,
	OrgNames,
	OrgPath,
	packageKind,
	readDocument,
	templateKind,
	versionKind,
	type BankDocument,
	type Draft,
	type Figure,
	type LibraryPackage,
	type SavedTemplate,
	type Shown,
	type UnitsOf
} from '$lib/store';
import * as v from 'valibot';
import { plainText } from '$lib/lesson';
import { Release } from '$lib/release';
import { attemptIds, fileIds, placesUp, rowIds, stationIds, type List } from './keys';

/** Rows that follow from a document. */
export interface Rows {
	/** Those that are there as long as the document says so. */
	ids: string[];
	/** What lists show of it; null: it is in no list. */
	shown: Shown | null;
	/** Those that stay: a file that was let out cannot be taken back. */
	lasting: string[];
}

const none: Rows = { ids: [], shown: null, lasting: [] };

/** All that the list wants of a stored lesson, which may be of a newer format. */
const Dated = v.object({ settings: v.object({ about: v.object({ lookAgain: v.string() }) }) });

/** All that the list wants of a report. */
const Judged = v.object({ verdict: v.picklist(['works', 'limits', 'fails']) });

/** What rows rest on besides their own document. */
export interface Besides {
	/** The hashes that a release's manifest or a package's contents list. */
	filesOf: (sha256: string) => Promise<string[]>;
	/** The units that the names of older documents meant. */
	unitsOf: UnitsOf;
	/** Where a draft belongs; null when there is none. */
	placeOf: (draftId: string) => Promise<OrgPath | null>;
}

/** What the lookup holds of a document of `lessons`, which may be of any kind. `before`: what lists showed of it. */
export async function rowsOfLessons(doc: object, besides: Besides, before: Shown | undefined): Promise<Rows> {
	const rowsOf = v.is(v.object({ kind: v.picklist(kinds) }), doc) ? byKind[doc.kind] : null;
	return rowsOf?.(doc, besides, before).catch(noneOfUnreadable) ?? none;
}

/** What a newer program wrote, or is damaged, is in no list and opens nothing. */
function noneOfUnreadable(error: unknown): Rows {
	if (!(error instanceof UserError)) throw error;
	return none;
}

type RowsOf = (doc: object, besides: Besides, before: Shown | undefined) => Promise<Rows>;
const kinds = ['draft', 'version', 'template', 'bank', 'package'] as const;
const byKind: Record<(typeof kinds)[number], RowsOf> = {
	draft: async (doc, { unitsOf }, before) =>
		rowsOfDraft(await readDocument(draftKind, doc, unitsOf), before && 'at' in before ? before.at : 0),
	version: async (doc, { unitsOf, placeOf }) => {
		const version = await readDocument(versionKind, doc, unitsOf);
		const { branch, draftId, number } = version;
		// The first versions did not say; a draft stays where it was begun.
		const place = branch ?? (await placeOf(draftId));
		return place ? { ...none, ids: filesOpened(version, place, `${draftId}:${number}`) } : none;
	},
	template: async (doc, { unitsOf }) => rowsOfTemplate(await readDocument(templateKind, doc, unitsOf)),
	bank: async (doc, { unitsOf }) => rowsOfQuestion(await readDocument(bankKind, doc, unitsOf)),
	package: async (doc, { unitsOf, filesOf }) =>
		rowsOfPackage(await readDocument(packageKind, doc, unitsOf), filesOf)
};

/** What the lookup holds of a document of `figures`. */
export function rowsOfFigure(figure: Figure): Rows {
	if (figure.kind === 'attempt') {
		const { _id, org, stationId, year, month, startedAt, completion, success } = figure;
		const flags = (completion === 'completed' ? 1 : 0) + (success === 'passed' ? 2 : 0);
		const began = `${year}-${String(month).padStart(2, '0')}`;
		return {
			...none,
			ids: [
				attemptIds.list(org, Date.parse(startedAt), _id),
				attemptIds.member(org, began, stationId, _id, flags)
			]
		};
	}
	if (figure.kind !== 'chain') return none;
	const { _id, org, last, page, forked, lastAside } = figure;
	const isWhole = last === page && !forked.length && !lastAside.length;
	return isWhole ? none : { ...none, ids: [attemptIds.doubt(org, _id)] };
}

/** All that counts of a release here, of whatever form. */
const Listing = v.pick(Release, ['branch', 'units', 'manifest']);

/** All that counts of a station here. */
const Stood = v.object({
	stationId: v.string(),
	name: v.string(),
	org: OrgNames,
	units: v.optional(OrgPath),
	people: v.array(v.unknown())
});

/** What the lookup holds of a station, as it was signed. */
export async function rowsOfSite(signed: string, { unitsOf }: Besides): Promise<Rows> {
	const read = v.safeParse(Stood, JSON.parse(signed));
	if (!read.success) return none;
	const { stationId, name, people } = read.output;
	const org = read.output.units ?? (await unitsOf(read.output.org));
	const shown = { stationId, name, org, people: people.length };
	return { ...none, ids: [stationIds.at(org, stationId)], shown };
}

/** What the lookup holds of a document of `accounts`. */
export function rowsOfAccount({
	_id,
	kind,
	stationId
}: {
	_id: string;
	kind: string;
	stationId?: string;
}): Rows {
	if (kind !== 'device' || stationId === undefined) return none;
	return { ...none, ids: [stationIds.devices(stationId, _id.slice('device:'.length))] };
}

/** What the lookup holds of a release, as it was signed; nothing of one that only a newer program understands. */
export async function rowsOfRelease(signed: string, { filesOf, unitsOf }: Besides): Promise<Rows> {
	const read = v.safeParse(Listing, JSON.parse(signed));
	if (!read.success) return none;
	const { manifest } = read.output;
	const branch = read.output.units ?? (await unitsOf(read.output.branch));
	const files = [manifest.sha256, ...(await filesOf(manifest.sha256))];
	return { ...none, lasting: files.map((sha256) => fileIds.release(sha256, branch)) };
}

/**
 * How long a row stands where it is while its draft is saved again and again, in ms. Each time it moves it leaves a gap behind,
 * through which the list is read.
 */
const standsFor = 3600_000;

function rowsOfDraft(draft: Draft, stood: number): Rows {
	const { draftId, lessonId, title, savedAt, savedBy, owner, branch, removed, splitFrom, broughtAs } = draft;
	const read = v.safeParse(Dated, draft.lesson);
	const lookAgain = read.success ? read.output.settings.about.lookAgain : '';
	const moment = removed ? removed.at : savedAt;
	const at = moment >= stood && moment < stood + standsFor ? stood : moment;
	const shown = {
		draftId,
		lessonId,
		title,
		savedAt,
		savedBy,
		owner,
		branch,
		split: splitFrom !== null,
		lookAgain,
		at
	};
	const listed = removed
		? listedUp('bin', branch, at, draftId)
		: draft.settledInto
			? []
			: [
					...listedUp('draft', branch, at, draftId),
					...(lookAgain ? placesUp(branch).map((place) => rowIds.due(place, lookAgain, draftId)) : [])
				];
	return {
		...none,
		ids: [
			...filesOpened(draft, branch, draftId),
			...new Set([lessonId, draftId].map((id) => rowIds.lesson(id, draftId))),
			...(splitFrom === null ? [] : [rowIds.split(splitFrom, draftId)]),
			...(broughtAs === undefined ? [] : [rowIds.brought(owner, broughtAs, draftId)]),
			...listed
		],
		shown: listed.length ? { ...shown, ...(removed && { removed }) } : null
	};
}

function rowsOfTemplate(template: SavedTemplate): Rows {
	const { templateId, title, summary, cover, owner, shared, branch, savedAt, removedAt, media } = template;
	if (removedAt !== null) return none;
	return {
		...none,
		ids: [
			rowIds.templatesOf(owner, savedAt, templateId),
			...(shared ? [rowIds.templatesAt(branch, savedAt, templateId)] : []),
			...media.map((sha256) => fileIds.of(sha256, 'template', owner) + templateId),
			...(shared ? media.map((sha256) => `${fileIds.at(sha256, 'template', branch)}:${templateId}`) : [])
		],
		shown: { templateId, title, summary, cover, owner, shared, branch, savedAt, removedAt }
	};
}

function rowsOfQuestion(kept: BankDocument): Rows {
	const { id, owner, shared, branch, created, removedAt, media, question, words } = kept;
	if (typeof removedAt === 'number') return none;
	const text = [plainText(question), ...words].join(' ');
	const ids = [
		rowIds.questionsOf(owner, created, id),
		...(shared ? listedUp('question', branch, created, id) : []),
		...media.map((sha256) => fileIds.of(sha256, 'question', owner) + id),
		...(shared ? media.map((sha256) => `${fileIds.at(sha256, 'question', branch)}:${id}`) : [])
	];
	return { ...none, ids, shown: { id, owner, shared, branch, type: question.type, text } };
}

async function rowsOfPackage(kept: LibraryPackage, filesOf: Besides['filesOf']): Promise<Rows> {
	const { lessonId, savedAt, savedBy, owner, branch, removedAt, zip, contents, facts, report } = kept;
	const files = [zip.sha256, contents.sha256, ...(await filesOf(contents.sha256))];
	const { verdict } = v.parse(Judged, report);
	const isThere = removedAt === null;
	return {
		ids: [
			rowIds.zip(owner, zip.sha256, lessonId),
			...(isThere ? listedUp('package', branch, savedAt, lessonId) : [])
		],
		shown: isThere ? { lessonId, savedAt, savedBy, owner, branch, title: facts.title, verdict } : null,
		lasting: isThere ? files.map((sha256) => fileIds.at(sha256, 'package', branch)) : []
	};
}

const listedUp = (list: List, branch: OrgPath, at: number, id: string) =>
	placesUp(branch).map((place) => rowIds.list(list, place, at, id));

/** The files a draft or version opens to its readers, now or as soon as somebody has sent them. */
const filesOpened = (
	{ media, awaited = {} }: Pick<Draft, 'media' | 'awaited'>,
	branch: OrgPath,
	id: string
) => [
	...media.map((sha256) => `${fileIds.at(sha256, 'draft', branch)}:${id}`),
	...Object.entries(awaited).map(([sha256, name]) => `${fileIds.awaited(sha256, name, branch)}:${id}`)
];
