import type { ScormVersion } from './version';

/** The data-model elements this project uses; null where a version has none. */
export interface ElementNames {
	learner: string;
	status: string;
	success: string | null;
	location: string;
	suspendData: string;
	sessionTime: string;
	exit: string;
	entry: string;
	mode: string;
	scaled: string | null;
	raw: string;
	min: string;
	max: string;
	interactions: string;
	interactionTime: string;
	interactionResponse: string;
	interactionDescription: string | null;
}

/** SCORM 1.2 RTE table 3.4; SCORM 2004 4th edition RTE chapter 4. */
export const elementNames: Record<ScormVersion, ElementNames> = {
	'1.2': {
		learner: 'cmi.core.student_id',
		status: 'cmi.core.lesson_status',
		success: null,
		location: 'cmi.core.lesson_location',
		suspendData: 'cmi.suspend_data',
		sessionTime: 'cmi.core.session_time',
		exit: 'cmi.core.exit',
		entry: 'cmi.core.entry',
		mode: 'cmi.core.lesson_mode',
		scaled: null,
		raw: 'cmi.core.score.raw',
		min: 'cmi.core.score.min',
		max: 'cmi.core.score.max',
		interactions: 'cmi.interactions',
		interactionTime: 'time',
		interactionResponse: 'student_response',
		interactionDescription: null
	},
	'2004': {
		learner: 'cmi.learner_id',
		status: 'cmi.completion_status',
		success: 'cmi.success_status',
		location: 'cmi.location',
		suspendData: 'cmi.suspend_data',
		sessionTime: 'cmi.session_time',
		exit: 'cmi.exit',
		entry: 'cmi.entry',
		mode: 'cmi.mode',
		scaled: 'cmi.score.scaled',
		raw: 'cmi.score.raw',
		min: 'cmi.score.min',
		max: 'cmi.score.max',
		interactions: 'cmi.interactions',
		interactionTime: 'timestamp',
		interactionResponse: 'learner_response',
		interactionDescription: 'description'
	}
};
