/** SCORM packages that can be downloaded, the likeliest first. */
export const scormChoices = [
	{ file: 'scorm-1.2.zip', name: 'SCORM 1.2' },
	{ file: 'scorm-2004.zip', name: 'SCORM 2004' },
	{ file: 'scorm-2004-3rd.zip', name: 'SCORM 2004 3rd' }
];
