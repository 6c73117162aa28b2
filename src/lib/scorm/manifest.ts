import type { ScormVersion } from './version';

/** What a manifest says. `files` are paths inside the package, `launch` among them; all ASCII. */
export interface ManifestInput {
	lessonId: string;
	title: string;
	/** Share of the marks that passes, 0 to 100; null when the lesson is not marked. */
	passPercent: number | null;
	files: string[];
	launch: string;
}

/**
 * `imsmanifest.xml` of a package with one organization, one item and one SCO whose resource lists every file
 * (SCORM 1.2 CAM 2.3; SCORM 2004 4th edition CAM 3.4). Identifiers come from the lesson's id alone, so they are the
 * same in every release. Throws a plain error on a path that is not ASCII or not listed.
 */
export function imsManifest(input: ManifestInput, version: ScormVersion): string {
	for (const path of input.files)
		if (!/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/.test(path))
			throw new Error(`no path for a package: ${path}`);
	if (!input.files.includes(input.launch)) throw new Error(`${input.launch} is not among the files`);
	return (version === '1.2' ? manifest12 : manifest2004)(input);
}

/** A text for XML 1.0: markup escaped, characters it cannot carry left out. */
export function escapeXml(text: string): string {
	return text
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;');
}

const fileLines = (files: string[]) => files.map((path) => `\t\t\t<file href="${path}"/>`).join('\n');

function manifest12({ lessonId, title, passPercent, files, launch }: ManifestInput): string {
	const mastery =
		passPercent === null
			? ''
			: `\n\t\t\t\t<adlcp:masteryscore>${Math.round(passPercent)}</adlcp:masteryscore>`;
	return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="YK-${lessonId}" version="1.0"
	xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
	xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
	xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
	xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
	<metadata>
		<schema>ADL SCORM</schema>
		<schemaversion>1.2</schemaversion>
	</metadata>
	<organizations default="ORG-${lessonId}">
		<organization identifier="ORG-${lessonId}">
			<title>${escapeXml(title)}</title>
			<item identifier="ITEM-${lessonId}" identifierref="RES-${lessonId}" isvisible="true">
				<title>${escapeXml(title)}</title>${mastery}
			</item>
		</organization>
	</organizations>
	<resources>
		<resource identifier="RES-${lessonId}" type="webcontent" adlcp:scormtype="sco" href="${launch}">
${fileLines(files)}
		</resource>
	</resources>
</manifest>
`;
}

const hidden = ['previous', 'continue', 'exit', 'exitAll', 'abandon', 'abandonAll', 'suspendAll'];

function manifest2004({ lessonId, title, passPercent, files, launch }: ManifestInput): string {
	const measure =
		passPercent === null
			? `<imsss:primaryObjective objectiveID="OBJ-${lessonId}"/>`
			: `<imsss:primaryObjective objectiveID="OBJ-${lessonId}" satisfiedByMeasure="true">
							<imsss:minNormalizedMeasure>${Number((passPercent / 100).toFixed(4))}</imsss:minNormalizedMeasure>
						</imsss:primaryObjective>`;
	return `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="YK-${lessonId}" version="1.0"
	xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
	xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
	xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
	xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
	xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
	xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
	xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
	<metadata>
		<schema>ADL SCORM</schema>
		<schemaversion>2004 4th Edition</schemaversion>
	</metadata>
	<organizations default="ORG-${lessonId}">
		<organization identifier="ORG-${lessonId}">
			<title>${escapeXml(title)}</title>
			<item identifier="ITEM-${lessonId}" identifierref="RES-${lessonId}" isvisible="true">
				<title>${escapeXml(title)}</title>
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
			</item>
			<imsss:sequencing>
				<imsss:controlMode choice="true" flow="true"/>
			</imsss:sequencing>
		</organization>
	</organizations>
	<resources>
		<resource identifier="RES-${lessonId}" type="webcontent" adlcp:scormType="sco" href="${launch}">
${fileLines(files)}
		</resource>
	</resources>
</manifest>
`;
}
