/** The SCORM versions spoken here: 1.2, and 2004 4th edition. */
export type ScormVersion = '1.2' | '2004';

/** The most characters `cmi.suspend_data` holds (SCORM 1.2 RTE 3.4.3.3; SCORM 2004 4th edition RTE 4.2.23). */
export const suspendLimit: Record<ScormVersion, number> = { '1.2': 4096, '2004': 64000 };

/** The most characters a bookmark holds. */
export const locationLimit: Record<ScormVersion, number> = { '1.2': 255, '2004': 1000 };
