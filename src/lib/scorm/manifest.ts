import { escapeXml } from './escape-xml';
import type { ScormEdition } from './version';

/** One lesson of a package. `files` are paths inside the package, `launch` among them; all ASCII. */
export interface ManifestInput {
	lessonId: string;
	title: string;
	/** Share of the marks that passes, 0 to 100; null when the lesson is not marked. */
	passPercent: number | null;
	files: string[];
	launch: string;
	/** The file with its metadata (see `lomFile`), a path inside the package; it is none of `files`. */
	metadata?: string;
}

/** Several lessons as one course, in the order they are taken. */
export interface CourseInput {
	courseId: string;
	title: string;
	lessons: ManifestInput[];
}

/** What both kinds of package are made of: the ids of manifest and organization end in `id`. */
interface Parts {
	id: string;
	title: string;
	items: string;
	lessons: ManifestInput[];
	metadata?: string;
}

/**
 * `imsmanifest.xml` of a package with one organization, one item and one SCO whose resource lists every file
 * (SCORM 1.2 CAM 2.3; SCORM 2004 CAM 3.4). Identifiers come from the lesson's id alone, so they are the
 * same in every release. Throws a plain error on a path that is not ASCII or not listed.
 */
export function imsManifest(input: ManifestInput, edition: ScormEdition): string {
	const { metadata, ...lesson } = input;
	const { lessonId: id, title } = lesson;
	const items = lessonItem(lesson, edition, [...inLesson, ...leaving]);
	const parts = { id, title, items, lessons: [lesson], ...(metadata && { metadata }) };
	return manifest(parts, edition);
}

/**
 * The same for a course: one item for the course, with an item and a SCO for each lesson in it. A lesson has the identifiers it
 * has in a package of its own. Throws as {@link imsManifest} does.
 */
export function imsCourseManifest({ courseId, title, lessons }: CourseInput, edition: ScormEdition): string {
	const inner = lessons.map((lesson) => lessonItem(lesson, edition, leaving)).join('\n');
	const items = `\t\t\t<item identifier="COURSE-${courseId}" isvisible="true">
				<title>${escapeXml(title)}</title>
${inner}${edition === '1.2' ? '' : `\n${flowing}`}
			</item>`;
	return manifest({ id: courseId, title, items, lessons }, edition);
}

function manifest(parts: Parts, edition: ScormEdition): string {
	for (const { files, launch } of parts.lessons) {
		for (const path of files)
			if (!/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/.test(path))
				throw new Error(`no path for a package: ${path}`);
		if (!files.includes(launch)) throw new Error(`${launch} is not among the files`);
	}
	return edition === '1.2' ? manifest12(parts) : manifest2004(parts, edition);
}

const lessonItem = (input: ManifestInput, edition: ScormEdition, hidden: string[]) =>
	edition === '1.2' ? item12(input) : item2004(input, hidden);

/** Where the metadata of a package or an item is (CAM 1.2 2.3.2.2, 2004 3.4.1.3). */
const located = (path: string | undefined) => (path ? `<adlcp:location>${path}</adlcp:location>` : '');
const ofItem = (path: string | undefined) => (path ? `\n\t\t\t\t<metadata>${located(path)}</metadata>` : '');

const resources = (lessons: ManifestInput[], scormType: string) =>
	lessons
		.map(
			({
				lessonId,
				files,
				launch
			}) => `\t\t<resource identifier="RES-${lessonId}" type="webcontent" ${scormType}="sco" href="${launch}">
${files.map((path) => `\t\t\t<file href="${path}"/>`).join('\n')}
		</resource>`
		)
		.join('\n');

function item12({ lessonId, title, passPercent, metadata }: ManifestInput): string {
	const mastery =
		passPercent === null
			? ''
			: `\n\t\t\t\t<adlcp:masteryscore>${Math.round(passPercent)}</adlcp:masteryscore>`;
	return `\t\t\t<item identifier="ITEM-${lessonId}" identifierref="RES-${lessonId}" isvisible="true">
				<title>${escapeXml(title)}</title>${ofItem(metadata)}${mastery}
			</item>`;
}

const ofPackage = (path: string | undefined) => (path ? `\n\t\t${located(path)}` : '');

const manifest12 = ({ id, title, items, lessons, metadata }: Parts) => `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="YK-${id}" version="1.0"
	xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
	xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
	xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
	xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
	<metadata>
		<schema>ADL SCORM</schema>
		<schemaversion>1.2</schemaversion>${ofPackage(metadata)}
	</metadata>
	<organizations default="ORG-${id}">
		<organization identifier="ORG-${id}">
			<title>${escapeXml(title)}</title>
${items}
		</organization>
	</organizations>
	<resources>
${resources(lessons, 'adlcp:scormtype')}
	</resources>
</manifest>
`;

/**
 * Buttons of an LMS that stand in the way of the lesson's own. In a course the first two are how one comes from lesson to
 * lesson: Moodle 4.1 takes even the link in the contents from whatever follows a lesson that hides "continue".
 */
const inLesson = ['previous', 'continue'];
const leaving = ['exit', 'exitAll', 'abandon', 'abandonAll', 'suspendAll'];

/** What is inside may be taken in any order, or one after the other. */
const flowing = `\t\t\t<imsss:sequencing>
				<imsss:controlMode choice="true" flow="true"/>
			</imsss:sequencing>`;

function item2004({ lessonId, title, passPercent, metadata }: ManifestInput, hidden: string[]): string {
	const measure =
		passPercent === null
			? `<imsss:primaryObjective objectiveID="OBJ-${lessonId}"/>`
			: `<imsss:primaryObjective objectiveID="OBJ-${lessonId}" satisfiedByMeasure="true">
							<imsss:minNormalizedMeasure>${Number((passPercent / 100).toFixed(4))}</imsss:minNormalizedMeasure>
						</imsss:primaryObjective>`;
	return `\t\t\t<item identifier="ITEM-${lessonId}" identifierref="RES-${lessonId}" isvisible="true">
				<title>${escapeXml(title)}</title>${ofItem(metadata)}
				<imsss:sequencing>
					<imsss:objectives>
						${measure}
					</imsss:objectives>
					<imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
				</imsss:sequencing>
				<adlnav:presentation>
					<adlnav:navigationInterface>
${hidden.map((button) => `\t\t\t\t\t\t<adlnav:hideLMSUI>${button}</adlnav:hideLMSUI>`).join('\n')}
					</adlnav:navigationInterface>
				</adlnav:presentation>
			</item>`;
}

const schemaVersions = { '2004': '2004 4th Edition', '2004-3rd': '2004 3rd Edition' };

const manifest2004 = (
	{ id, title, items, lessons, metadata }: Parts,
	edition: keyof typeof schemaVersions
) => `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="YK-${id}" version="1.0"
	xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
	xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
	xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
	xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
	xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
	xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
	xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
	<metadata>
		<schema>ADL SCORM</schema>
		<schemaversion>${schemaVersions[edition]}</schemaversion>${ofPackage(metadata)}
	</metadata>
	<organizations default="ORG-${id}">
		<organization identifier="ORG-${id}">
			<title>${escapeXml(title)}</title>
${items}
${flowing}
		</organization>
	</organizations>
	<resources>
${resources(lessons, 'adlcp:scormType')}
	</resources>
</manifest>
`;
