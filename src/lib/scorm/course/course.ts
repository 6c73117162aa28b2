import * as v from 'valibot';
import type { ReadItem, ReadManifest } from '../manifest-facts';
import { FileIndex } from './file-index';
import { Presentation, Sequencing } from './sequencing';

/**
 * One step of a course, or a folder of steps: what a player must know of an `item` (SCORM 1.2 CAM 2.3.2.4, 2004 CAM
 * 3.4.1). Texts are as the manifest has them, empty where it says nothing.
 */
export interface Activity {
	/** Unique in the course. */
	id: string;
	title: string;
	/** Whether a menu shows it. */
	visible: boolean;
	/** Address within the package, ready for a browser: path encoded, query and fragment after it; null for a folder and for what is not there. */
	href: string | null;
	/** Whether it speaks SCORM; an asset is finished when it was opened. */
	sco: boolean;
	launchData: string;
	masteryScore: string;
	maxTimeAllowed: string;
	timeLimitAction: string;
	prerequisites: string;
	/** SCORM 2004 only, and only where the manifest says something. */
	sequencing?: Sequencing | undefined;
	presentation?: Presentation | undefined;
	items: Activity[];
}

/** One way through a package that was made elsewhere, ready to be played. */
export interface Course {
	version: '1.2' | '2004';
	/** As the manifest has it, such as `2004 3rd Edition`. */
	edition: string;
	/** The identifier of the organization; empty when the package had none. */
	id: string;
	title: string;
	/** Of the organization (SCORM 2004). */
	sequencing?: Sequencing | undefined;
	/** Whether its global objectives end with the attempt, instead of being the learner's in all courses. */
	objectivesOfAttempt?: boolean | undefined;
	/** The same of the stores its steps share. */
	dataOfAttempt?: boolean | undefined;
	items: Activity[];
}

export const Activity: v.GenericSchema<unknown, Activity> = v.object({
	id: v.string(),
	title: v.string(),
	visible: v.boolean(),
	href: v.nullable(v.string()),
	sco: v.boolean(),
	launchData: v.string(),
	masteryScore: v.string(),
	maxTimeAllowed: v.string(),
	timeLimitAction: v.string(),
	prerequisites: v.string(),
	sequencing: v.optional(Sequencing),
	presentation: v.optional(Presentation),
	items: v.array(v.lazy(() => Activity))
});

export const Course: v.GenericSchema<unknown, Course> = v.object({
	version: v.picklist(['1.2', '2004']),
	edition: v.string(),
	id: v.string(),
	title: v.string(),
	sequencing: v.optional(Sequencing),
	objectivesOfAttempt: v.optional(v.boolean()),
	dataOfAttempt: v.optional(v.boolean()),
	items: v.array(Activity)
});

/** The course that an organization of a manifest is, with launches that are not among the files left out. Null without such an organization. */
export function courseOf(manifest: ReadManifest, organization: number, files: FileIndex): Course | null {
	const chosen = manifest.organizations[organization];
	if (!chosen) return null;
	const taken = new Set<string>();
	const unique = (id: string): string => {
		let name = id || 'item';
		for (let n = 2; taken.has(name); n++) name = `${id || 'item'}-${n}`;
		taken.add(name);
		return name;
	};
	const activityOf = ({ id, launch, items, sequencing, presentation, ...item }: ReadItem): Activity => ({
		...item,
		...(sequencing && { sequencing }),
		...(presentation && { presentation }),
		id: unique(id),
		href: launch === null ? null : hrefOf(launch, files),
		items: items.map(activityOf)
	});
	return {
		version: manifest.version,
		edition: manifest.schemaVersion,
		id: chosen.id,
		title: chosen.title || manifest.title,
		...(chosen.sequencing && { sequencing: chosen.sequencing }),
		...(chosen.objectivesGlobal ? {} : { objectivesOfAttempt: true }),
		...(chosen.dataGlobal ? {} : { dataOfAttempt: true }),
		items: chosen.items.map(activityOf)
	};
}

/** The courses of a package whose files have these paths, one for each organization, in order. */
export function coursesOf(manifest: ReadManifest, paths: Iterable<string>): Course[] {
	const files = new FileIndex(new Set(paths));
	return manifest.organizations.flatMap((_, place) => courseOf(manifest, place, files) ?? []);
}

/** A lesson of ours as a course of one step. */
export const courseOfLesson = (title: string, href: string, version: '1.2' | '2004'): Course => ({
	version,
	edition: '',
	id: 'course',
	title,
	items: [
		{
			id: 'lesson',
			title,
			visible: true,
			href,
			sco: true,
			launchData: '',
			masteryScore: '',
			maxTimeAllowed: '',
			timeLimitAction: '',
			prerequisites: '',
			items: []
		}
	]
});

/** Every step and folder, in the order of the manifest. */
export const activitiesOf = (items: Activity[]): Activity[] =>
	items.flatMap((item) => [item, ...activitiesOf(item.items)]);

function hrefOf(launch: string, files: FileIndex): string | null {
	const target = files.find(launch);
	if (target.to !== 'file') return null;
	// A `?` or `#` that is part of the file's name is encoded with the path.
	const rest = files.paths.has(launch.trim()) ? '' : (/[?#].*$/s.exec(launch.trim())?.[0] ?? '');
	return target.path.split('/').map(encodeURIComponent).join('/') + rest;
}
