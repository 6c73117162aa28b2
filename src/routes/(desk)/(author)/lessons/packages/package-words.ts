import type {
	Finding,
	FindingCode,
	ImportRefusal,
	ImportReport,
	PackageKind,
	PackageTool
} from '$lib/importer';
import { getLocale } from '$lib/paraglide/runtime';
import type { State } from '$lib/ui';
import * as m from '$messages';

type Sentence = (details: never) => string;

// The types make a code without its words an error of the compiler.
const found: Record<`package_found_${FindingCode}`, Sentence> = m;
const todo: Record<`package_todo_${FindingCode}`, () => string> = m;
const why: Record<`package_why_${ImportRefusal}`, Sentence> = m;
const kinds: Record<`package_kind_${PackageKind}`, Sentence> = m;

/** What was found, in a sentence. */
export const foundText = ({ code, count }: Finding) => found[`package_found_${code}`]({ count } as never);

/** What to do about it. */
export const todoText = ({ code }: Finding) => todo[`package_todo_${code}`]();

/** Why a file was not taken, and what to do. */
export const refusalText = (code: ImportRefusal, where: string) =>
	why[`package_why_${code}`]({ where } as never);

/** What a package is. */
export const kindText = ({ kind, scorm }: ImportReport) =>
	kinds[`package_kind_${kind}`]({ version: scorm?.edition || scorm?.version || '' } as never);

/** Whether it works in a village without a network, in a row: the sign and its word. */
export const villageMark: Record<ImportReport['verdict'], { state: State; word: () => string }> = {
	works: { state: 'good', word: m.package_row_works },
	limits: { state: 'attention', word: m.package_row_limits },
	fails: { state: 'bad', word: m.package_row_fails }
};

const tools: Record<Exclude<PackageTool['id'], 'other' | 'unknown'>, string> = {
	yuanke: '远课 Yuanke',
	storyline: 'Articulate Storyline',
	rise: 'Articulate Rise',
	presenter: 'Articulate Presenter',
	captivate: 'Adobe Captivate',
	ispring: 'iSpring',
	exe: 'eXeLearning',
	adapt: 'Adapt',
	h5p: 'H5P',
	lectora: 'Lectora',
	xerte: 'Xerte',
	liascript: 'LiaScript',
	hotpotatoes: 'Hot Potatoes'
};

/** The program a package was made with, as people know it. */
export function toolText({ id, name, version }: PackageTool): string {
	if (id === 'unknown') return m.package_tool_unknown();
	return id === 'other' ? name : `${tools[id]} ${version}`.trim();
}

/** Languages by their names; a code nobody knows stays a code. */
export function languagesText(codes: string[]): string {
	const names = new Intl.DisplayNames(getLocale(), { type: 'language', fallback: 'code' });
	return [...new Set(codes.map((code) => names.of(code) ?? code))].join(', ') || m.package_not_told();
}
