import type { ScormVersion } from '$lib/scorm';

/** What can be wrong with a call. */
export type Fault =
	| 'argument'
	| 'no such element'
	| 'keyword'
	| 'read only'
	| 'write only'
	| 'type'
	| 'range'
	| 'index'
	| 'dependency'
	| 'no value';

/** SCORM 1.2 RTE table 3.1.6; SCORM 2004 4th edition RTE table 3.1.7. */
export const faultCodes: Record<ScormVersion, Record<Fault, string>> = {
	'1.2': {
		argument: '201',
		'no such element': '201',
		keyword: '402',
		'read only': '403',
		'write only': '404',
		type: '405',
		range: '405',
		index: '201',
		dependency: '201',
		'no value': '0'
	},
	'2004': {
		argument: '201',
		'no such element': '401',
		keyword: '404',
		'read only': '404',
		'write only': '405',
		type: '406',
		range: '407',
		index: '351',
		dependency: '408',
		'no value': '403'
	}
};

export type Call = 'Initialize' | 'Terminate' | 'GetValue' | 'SetValue' | 'Commit';
export type Phase = 'idle' | 'running' | 'terminated';

/** The error of a call in a phase where it has no place. */
export const phaseCodes: Record<ScormVersion, Record<Call, Partial<Record<Phase, string>>>> = {
	'1.2': {
		Initialize: { running: '101', terminated: '101' },
		Terminate: { idle: '301', terminated: '301' },
		GetValue: { idle: '301', terminated: '301' },
		SetValue: { idle: '301', terminated: '301' },
		Commit: { idle: '301', terminated: '301' }
	},
	'2004': {
		Initialize: { running: '103', terminated: '104' },
		Terminate: { idle: '112', terminated: '113' },
		GetValue: { idle: '122', terminated: '123' },
		SetValue: { idle: '132', terminated: '133' },
		Commit: { idle: '142', terminated: '143' }
	}
};
