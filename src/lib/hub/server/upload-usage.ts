import { UserError } from '$lib/base';
import * as v from 'valibot';
import { unitsOfNames, type OrgPath } from '$lib/store';

/** How many bytes of files a person, and all persons of one unit together, may have at the hub. */
export interface Quotas {
	person: number;
	unit: number;
}

export const defaultQuotas: Quotas = { person: 20 * 1024 ** 3, unit: 200 * 1024 ** 3 };

/** One file somebody has brought, or begun to. `unit` is null where it was not noted then. */
export interface Share {
	sender: string;
	unit: string | null;
	size: number;
}

export const unitOf = (branch: OrgPath): string => branch.at(-1) ?? '';

const Names = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

/** The unit that was noted of a file; before units had ids that was the names of its place, as JSON. */
export async function unitNoted(noted: string | null): Promise<string | null> {
	if (!noted?.startsWith('[')) return noted;
	const names = v.safeParse(Names, noted);
	return names.success ? unitOf(await unitsOfNames(names.output)) : null;
}

/** Who has brought how much. A file that two have brought counts for both. */
export class UploadUsage {
	readonly #shares = new Map<string, Share>();

	constructor(private readonly quotas: Quotas) {}

	/** Counts a file, replacing what was counted under its id. */
	set(id: string, share: Share): void {
		this.#shares.set(id, share);
	}

	drop(id: string): void {
		this.#shares.delete(id);
	}

	/** The ids under which a blob is counted. */
	idsOf(sha256: string): string[] {
		return [...this.#shares.keys()].filter((id) => id.startsWith(sha256));
	}

	/** Throws `UserError('quota_person' | 'quota_unit')`, in MB, when a file would be too much. */
	mustFit(id: string, { sender, unit, size }: Share): void {
		let [person, ofUnit] = [0, 0];
		for (const [other, share] of this.#shares) {
			if (other === id) continue;
			if (share.sender === sender) person += share.size;
			if (share.unit === unit) ofUnit += share.size;
		}
		if (person + size > this.quotas.person) throw refusal('quota_person', person, this.quotas.person);
		if (ofUnit + size > this.quotas.unit) throw refusal('quota_unit', ofUnit, this.quotas.unit);
	}
}

const megabytes = (bytes: number) => Math.ceil(bytes / 1024 ** 2);

const refusal = (code: 'quota_person' | 'quota_unit', used: number, limit: number) =>
	new UserError(code, { used: megabytes(used), limit: megabytes(limit) });
