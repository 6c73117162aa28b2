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
	| 'program_missing'
	| 'page_missing'
	| 'page_online'
	| 'leaves_online'
	| 'sends_online'
	| 'prompts'
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
	/** By which rules it was judged (`checkRules`); a report from before there were several has none. */
	rules?: number;
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

/** The present rules of the check: raised whenever the same zip may be judged otherwise, so that the library looks again. */
export const checkRules = 2;

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

/** Findings as they are made: one of a code and severity, the gravest first. */
export class Findings {
	readonly #all = new Map<string, Finding & { seen: Set<string> }>();

	add(code: FindingCode, severity: Severity, where = ''): void {
		// What is told as grave is not told again as something slight.
		const same = [...this.#all.values()].filter((other) => other.code === code);
		if (same.some((other) => weight[other.severity] <= weight[severity] && other.seen.has(where))) return;
		for (const other of same) this.#takeBack(other, where);
		const key = `${code} ${severity}`;
		const one = this.#all.get(key) ?? { code, severity, where: [], count: 0, seen: new Set() };
		this.#all.set(key, one);
		one.seen.add(where);
		one.count += 1;
		if (where && one.where.length < most) one.where.push(where.slice(0, 300));
	}

	/** Addresses that merely stand in texts, without those that were told of already. */
	addAddresses(addresses: Iterable<string>): void {
		const told = [...this.#all.values()].flatMap(({ seen }) => [...seen]);
		for (const address of addresses)
			if (!told.some((where) => where.startsWith(address))) this.add('addresses', 'note', address);
	}

	#takeBack(one: Finding & { seen: Set<string> }, where: string): void {
		if (!one.seen.delete(where)) return;
		one.count -= 1;
		one.where = one.where.filter((other) => other !== where.slice(0, 300));
		if (!one.count) this.#all.delete(`${one.code} ${one.severity}`);
	}

	list(): Finding[] {
		return [...this.#all.values()]
			.map(({ code, severity, where, count }) => ({ code, severity, where, count }))
			.sort((a, b) => weight[a.severity] - weight[b.severity]);
	}
}

/** The gravest of the findings decides. */
export function verdictOf(findings: Finding[]): ImportReport['verdict'] {
	const gravest = findings.map(({ severity }) => severity);
	return gravest.includes('fails') ? 'fails' : gravest.includes('limits') ? 'limits' : 'works';
}
