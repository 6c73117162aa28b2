import { both, keyword, read, write, type Model } from './model';
import { between, byType, listOf, matches, oneOf, upTo, type Check } from './values';

// SCORM 1.2 RTE 3.4: CMIDecimal, CMIIdentifier, CMITime, CMITimespan, CMIFeedback.
const decimal = matches(/^-?\d+(\.\d+)?$/);
const decimalOrBlank = matches(/^(-?\d+(\.\d+)?)?$/);
const identifier = matches(/^[A-Za-z0-9_.-]{1,255}$/);
const time = matches(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const timespan = matches(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const letter = matches(/^[a-z0-9]$/);
const pair = matches(/^[a-z0-9]\.[a-z0-9]$/);
const feedback = byType({
	'true-false': oneOf('0', '1', 't', 'f'),
	choice: listOf(',', letter, { once: true }),
	'fill-in': upTo(255),
	numeric: decimal,
	likert: letter,
	matching: listOf(',', pair, { once: true }),
	performance: upTo(255),
	sequencing: listOf(',', letter, { once: true })
});
const result: Check = (value, type) =>
	oneOf('correct', 'wrong', 'unanticipated', 'neutral')(value, type) || decimal(value, type);
const score = () => both(decimalOrBlank, { initial: '', within: between(0, 100) });

/** The data model of SCORM 1.2, with every optional element (RTE tables 3.4 and following). */
export const model12: Model = {
	'cmi._version': keyword('3.4'),
	'cmi.core._children': keyword(
		'student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time'
	),
	'cmi.core.student_id': read('s-1'),
	'cmi.core.student_name': read('王, 大爷'),
	'cmi.core.lesson_location': both(upTo(255), { initial: '' }),
	'cmi.core.credit': read('credit'),
	'cmi.core.lesson_status': both(oneOf('passed', 'completed', 'failed', 'incomplete', 'browsed'), {
		initial: 'not attempted'
	}),
	'cmi.core.entry': read('ab-initio'),
	'cmi.core.score._children': keyword('raw,min,max'),
	'cmi.core.score.raw': score(),
	'cmi.core.score.min': score(),
	'cmi.core.score.max': score(),
	'cmi.core.total_time': read('0000:00:00.00'),
	'cmi.core.lesson_mode': read('normal'),
	'cmi.core.exit': write(oneOf('', 'time-out', 'suspend', 'logout')),
	'cmi.core.session_time': write(timespan),
	'cmi.suspend_data': both(upTo(4096), { initial: '' }),
	'cmi.launch_data': read(''),
	'cmi.comments': both(upTo(4096), { initial: '' }),
	'cmi.comments_from_lms': read(''),
	'cmi.objectives._children': keyword('id,score,status'),
	'cmi.objectives._count': keyword(),
	'cmi.objectives.n.id': both(identifier),
	'cmi.objectives.n.status': both(
		oneOf('passed', 'completed', 'failed', 'incomplete', 'browsed', 'not attempted')
	),
	'cmi.student_data._children': keyword('mastery_score,max_time_allowed,time_limit_action'),
	'cmi.student_data.mastery_score': read(''),
	'cmi.student_data.max_time_allowed': read(''),
	'cmi.student_data.time_limit_action': read(''),
	'cmi.interactions._children': keyword(
		'id,objectives,time,type,correct_responses,weighting,student_response,result,latency'
	),
	'cmi.interactions._count': keyword(),
	'cmi.interactions.n.id': write(identifier),
	'cmi.interactions.n.objectives._count': keyword(),
	'cmi.interactions.n.objectives.n.id': write(identifier),
	'cmi.interactions.n.time': write(time),
	'cmi.interactions.n.type': write(
		oneOf('true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric')
	),
	'cmi.interactions.n.correct_responses._count': keyword(),
	'cmi.interactions.n.correct_responses.n.pattern': write(feedback, { after: ['type'] }),
	'cmi.interactions.n.weighting': write(decimal, { within: between(-100, 100) }),
	'cmi.interactions.n.student_response': write(feedback, { after: ['type'] }),
	'cmi.interactions.n.result': write(result),
	'cmi.interactions.n.latency': write(timespan)
};
