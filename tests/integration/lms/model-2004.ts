import { both, keyword, read, type Element, type Model } from './model';
import { between, byType, listOf, matches, oneOf, upTo, type Check } from './values';

// SCORM 2004 4th edition RTE 4.1.1; where players differ, the strictest regex known (Moodle's scorm_13.js).
const real = matches(/^-?\d+(\.\d{1,7})?$/);
const interval = matches(/^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/);
const timestamp = matches(
	/^(19[7-9]\d|20[0-2]\d|203[0-8])-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2}(Z|[+-]([01]\d|2[0-3])(:[0-5]\d)?)?)?$/
);
const longIdentifier = matches(/^[A-Za-z0-9_.:-]{1,4000}$/);
const shortIdentifier = matches(/^[A-Za-z0-9_.]{1,250}$/);
const plain = (value: string) => value.replace(/^\{lang=[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\}/, '');
const localized =
	(most: number): Check =>
	(value) =>
		plain(value).length <= most && !/^\{[a-z_]+=/.test(plain(value));
const pair: Check = (value, type) => {
	const [left, right, ...more] = value.split('[.]');
	return more.length === 0 && shortIdentifier(left!, type) && shortIdentifier(right ?? '', type);
};
const step: Check = (value, type) => {
	const [name, answer, ...more] = value.split('[.]');
	return more.length === 0 && (name === '' || shortIdentifier(name!, type)) && (answer ?? '').length <= 250;
};
const setOfIds = listOf('[,]', shortIdentifier, { once: true });
const answers: Record<string, Check> = {
	'true-false': oneOf('true', 'false'),
	choice: setOfIds,
	'fill-in': listOf('[,]', localized(250), { most: 10 }),
	'long-fill-in': localized(4000),
	numeric: real,
	likert: shortIdentifier,
	matching: listOf('[,]', pair, { once: true }),
	performance: listOf('[,]', step, { most: 250 }),
	sequencing: setOfIds,
	other: upTo(4000)
};
/** The pattern without the delimiters that may stand before it, each once. */
const bare = (value: string) => value.replace(/^(\{(case|order)_matters=(true|false)\}){0,2}/, '');
const range: Check = (value, type) => {
	const ends = value.split('[:]');
	const [min, max] = ends;
	return (
		ends.length === 2 &&
		ends.every((end) => end === '' || real(end, type)) &&
		(min === '' || max === '' || Number(min) <= Number(max))
	);
};
const patterns: Record<string, Check> = {
	...answers,
	'fill-in': (value, type) => answers['fill-in']!(bare(value), type),
	'long-fill-in': (value, type) => answers['long-fill-in']!(bare(value), type),
	numeric: range
};
const result: Check = (value, type) =>
	oneOf('correct', 'incorrect', 'unanticipated', 'neutral')(value, type) || real(value, type);
const rest = (is: Check): Element => both(is, { after: ['id'] });
const ofType = (checks: Record<string, Check>): Element => both(byType(checks), { after: ['id', 'type'] });

/** The data model of SCORM 2004 4th edition (RTE chapter 4), without its shared data stores. */
export const model2004: Model = {
	'cmi._version': keyword('1.0'),
	'cmi.completion_status': both(oneOf('completed', 'incomplete', 'not attempted', 'unknown'), {
		initial: 'unknown'
	}),
	'cmi.completion_threshold': read(),
	'cmi.credit': read('credit'),
	'cmi.entry': read('ab-initio'),
	'cmi.exit': { ...both(oneOf('', 'time-out', 'suspend', 'logout', 'normal')), access: 'write' },
	'cmi.interactions._children': keyword(
		'id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description'
	),
	'cmi.interactions._count': keyword(),
	'cmi.interactions.n.id': both(longIdentifier),
	'cmi.interactions.n.type': rest(
		oneOf(
			'true-false',
			'choice',
			'fill-in',
			'long-fill-in',
			'matching',
			'performance',
			'sequencing',
			'likert',
			'numeric',
			'other'
		)
	),
	'cmi.interactions.n.objectives._count': keyword(),
	'cmi.interactions.n.objectives.n.id': rest(longIdentifier),
	'cmi.interactions.n.timestamp': rest(timestamp),
	'cmi.interactions.n.correct_responses._count': keyword(),
	'cmi.interactions.n.correct_responses.n.pattern': ofType(patterns),
	'cmi.interactions.n.weighting': rest(real),
	'cmi.interactions.n.learner_response': ofType(answers),
	'cmi.interactions.n.result': rest(result),
	'cmi.interactions.n.latency': rest(interval),
	'cmi.interactions.n.description': rest(localized(250)),
	'cmi.launch_data': read(),
	'cmi.learner_id': read('s-1'),
	'cmi.learner_name': read('王, 大爷'),
	'cmi.location': both(upTo(1000)),
	'cmi.max_time_allowed': read(),
	'cmi.mode': read('normal'),
	'cmi.objectives._children': keyword(
		'id,score,success_status,completion_status,progress_measure,description'
	),
	'cmi.objectives._count': keyword(),
	'cmi.objectives.n.id': both(longIdentifier),
	'cmi.progress_measure': both(real, { within: between(0, 1) }),
	'cmi.scaled_passing_score': read(),
	'cmi.score._children': keyword('scaled,raw,min,max'),
	'cmi.score.scaled': both(real, { within: between(-1, 1) }),
	'cmi.score.raw': both(real),
	'cmi.score.min': both(real),
	'cmi.score.max': both(real),
	'cmi.session_time': { ...both(interval), access: 'write' },
	'cmi.success_status': both(oneOf('passed', 'failed', 'unknown'), { initial: 'unknown' }),
	'cmi.suspend_data': both(upTo(64_000)),
	'cmi.time_limit_action': read('continue,no message'),
	'cmi.total_time': read('PT0H0M0S'),
	'adl.nav.request': both(
		oneOf('continue', 'previous', 'exit', 'exitAll', 'abandon', 'abandonAll', 'suspendAll', '_none_'),
		{ initial: '_none_' }
	)
};
