/** The SCORM versions spoken here: 1.2, and 2004 4th edition. */
export type ScormVersion = '1.2' | '2004';

/** What a package is written in: a version, or the 3rd edition of 2004 for platforms that know no 4th; their run-time is one. */
export type ScormEdition = ScormVersion | '2004-3rd';

/** The most characters `cmi.suspend_data` holds (SCORM 1.2 RTE 3.4.3.3; SCORM 2004 4th edition RTE 4.2.23). */
export const suspendLimit: Record<ScormVersion, number> = { '1.2': 4096, '2004': 64000 };

/** The most characters a bookmark holds. */
export const locationLimit: Record<ScormVersion, number> = { '1.2': 255, '2004': 1000 };
