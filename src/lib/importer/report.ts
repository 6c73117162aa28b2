import type { ArchiveRefusal } from '$lib/archive';
import type { LomAbout, ManifestOddity, ScormVersion, XmlRefusal } from '$lib/scorm';
import type { PackageKind } from './kind';
import type { PackageTool } from './tool';

/** Something a librarian should know before a package goes to villages. */
export type FindingCode =
	| ManifestOddity['code']
	| 'not_scorm'
	| 'no_tracking'
	| 'nothing_to_launch'
	| 'launch_missing'
	| 'launch_online'
	| 'launch_script'
	| 'files_missing'
	| 'names_repaired'
	| 'files_outside'
	| 'flash'
	| 'flash_beside'
	| 'flash_launch'
	| 'plugin'
	| 'film_format'
	| 'programs_online'
	| 'media_online'
	| 'calls_out'
	| 'addresses'
	| 'popups'
	| 'own_worker'
	| 'direct_connection'
	| 'expires'
	| 'not_all_read';

/** How much it matters at a station: will not work, works in part, only to know. */
export type Severity = 'fails' | 'limits' | 'note';

/** One finding; `where` names the first twenty files, addresses or titles, `count` says how many there are. */
export interface Finding {
	code: FindingCode;
	severity: Severity;
	where: string[];
	count: number;
}

/** What a package from elsewhere is, and what becomes of it at a village station. */
export interface ImportReport {
	kind: PackageKind;
	tool: PackageTool;
	title: string;
	/** Null for what is not SCORM. */
	scorm: { version: ScormVersion; edition: string } | null;
	/** The parts that can be opened, those that speak SCORM among them, in the order of the manifest. */
	parts: { title: string; path: string; sco: boolean }[];
	organizations: { title: string; chosen: boolean }[];
	minutes: number | null;
	languages: string[];
	/** Who answers for it and what it rests on; null where it does not say. */
	about: LomAbout | null;
	files: number;
	bytes: number;
	verdict: 'works' | 'limits' | 'fails';
	findings: Finding[];
}

/** Why a package is not read at all. Nothing of it was kept. */
export type ImportRefusal =
	| ArchiveRefusal
	| 'nested'
	| 'empty'
	| 'several_packages'
	| 'manifest_too_large'
	| `manifest_${XmlRefusal | 'not_a_manifest'}`;

const most = 20;
const weight: Record<Severity, number> = { fails: 0, limits: 1, note: 2 };

/** Findings as they are made: one of a code, the gravest first. */
export class Findings {
	readonly #byCode = new Map<FindingCode, Finding & { seen: Set<string> }>();

	add(code: FindingCode, severity: Severity, where = ''): void {
		const one = this.#byCode.get(code) ?? { code, severity, where: [], count: 0, seen: new Set() };
		this.#byCode.set(code, one);
		if (weight[severity] < weight[one.severity]) one.severity = severity;
		if (one.seen.has(where)) return;
		one.seen.add(where);
		one.count += 1;
		if (where && one.where.length < most) one.where.push(where.slice(0, 300));
	}

	list(): Finding[] {
		return [...this.#byCode.values()]
			.map(({ code, severity, where, count }) => ({ code, severity, where, count }))
			.sort((a, b) => weight[a.severity] - weight[b.severity]);
	}
}

/** The gravest of the findings decides. */
export function verdictOf(findings: Finding[]): ImportReport['verdict'] {
	const gravest = findings.map(({ severity }) => severity);
	return gravest.includes('fails') ? 'fails' : gravest.includes('limits') ? 'limits' : 'works';
}
