/** What a zip is: SCORM, or something else that is named for what it is. */
export type PackageKind =
	| 'scorm'
	| 'content_package'
	| 'common_cartridge'
	| 'aicc'
	| 'cmi5'
	| 'xapi'
	| 'h5p'
	| 'exe'
	| 'office'
	| 'web'
	| 'unknown';

const marks: [PackageKind, RegExp][] = [
	['cmi5', /(^|\/)cmi5\.xml$/i],
	['xapi', /(^|\/)tincan\.xml$/i],
	['h5p', /(^|\/)h5p\.json$/i],
	['aicc', /\.(cst|crs|au|des)$/i],
	['exe', /^([^/]+\/)?(content|contentv2|contentv3)\.xml$/i],
	['office', /^\[Content_Types\]\.xml$/],
	['web', /\.x?html?$/i]
];

/** What a zip without a SCORM manifest is, by the names of its files. */
export const kindWithoutManifest = (paths: string[]): PackageKind =>
	marks.find(([, mark]) => paths.some((path) => mark.test(path)))?.[0] ?? 'unknown';
