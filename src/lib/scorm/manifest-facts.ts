import type { Presentation, Sequencing } from './course/sequencing';
import type { LomFacts } from './read-lom';
import type { PackageStandard } from './read-schema';
import type { ScormVersion } from './version';

/** What is not as the standard has it, and was read all the same. `where` are titles or identifiers. */
export interface ManifestOddity {
	code:
		| 'ampersand'
		| 'encoding_wrong'
		| 'version_odd'
		| 'no_organization'
		| 'several_organizations'
		| 'default_wrong'
		| 'item_without_resource'
		| 'scormtype_missing'
		| 'scorm_1_1'
		| 'submanifest';
	where: string[];
}

/** What was odd, one of a code. */
export class Oddities {
	readonly list: ManifestOddity[] = [];

	add(code: ManifestOddity['code'], where = ''): void {
		let one = this.list.find((known) => known.code === code);
		if (!one) this.list.push((one = { code, where: [] }));
		if (where) one.where.push(where);
	}
}

/** More than this many items come of references that multiply, not of a course. */
export const mostItems = 20_000;

/** A step of a course as its manifest has it. */
export interface ReadItem {
	id: string;
	title: string;
	/** Whether a menu shows it. */
	visible: boolean;
	/** What it launches, still as written: base, href and parameters joined; null for a folder. */
	launch: string | null;
	/** Whether it says it speaks SCORM. */
	sco: boolean;
	/** As in SCORM 1.2 CAM 2.3.2.4 and 2004 CAM 3.4.1: empty where nothing is said. */
	launchData: string;
	masteryScore: string;
	maxTimeAllowed: string;
	timeLimitAction: string;
	prerequisites: string;
	/** SCORM 2004 only; null where nothing is said. */
	sequencing: Sequencing | null;
	presentation: Presentation | null;
	items: ReadItem[];
}

/** What an item says that says nothing. */
export const blankItem: Omit<ReadItem, 'id' | 'title' | 'launch' | 'sco'> = {
	visible: true,
	launchData: '',
	masteryScore: '',
	maxTimeAllowed: '',
	timeLimitAction: '',
	prerequisites: '',
	sequencing: null,
	presentation: null,
	items: []
};

/** One way through a package. */
export interface ReadOrganization {
	id: string;
	title: string;
	sequencing: Sequencing | null;
	/** Whether its global objectives, and its shared data, are those of all the learner's courses (SCORM 2004 CAM 3.4.1.5). */
	objectivesGlobal: boolean;
	dataGlobal: boolean;
	items: ReadItem[];
}

/** What `imsmanifest.xml` says, or what stood in its place in SCORM 1.1. */
export interface ReadManifest extends LomFacts {
	identifier: string;
	standard: PackageStandard;
	version: ScormVersion;
	/** As the manifest has it, such as `2004 3rd Edition`; empty when it says nothing. */
	schemaVersion: string;
	encoding: string;
	organizations: ReadOrganization[];
	/** The place of the default among them. */
	chosen: number;
	/** Where its metadata stands when not in the manifest itself, as written; empty: nowhere. */
	metadataAt: string;
	/** Every file the resources name, bases joined, as written. */
	files: string[];
	oddities: ManifestOddity[];
}
