import type { Course } from '$lib/scorm/course';
import { elementsOf, type TracedCall } from './traced';

/** What a trial found, as a text to be sent to whoever made the package. In English: it is for programmers. */
export function logText(
	tried: { title: string; course: Course },
	calls: readonly TracedCall[],
	missing: readonly string[],
	when: string
): string {
	const { course } = tried;
	const line = ({ at, step, name, args, result, error }: TracedCall) =>
		`${(at / 1000).toFixed(3).padStart(9)}  [${step}]  ${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')}) -> ${JSON.stringify(result)}${error === '0' ? '' : `  error ${error}`}`;
	return [
		`Package:  ${tried.title}`,
		`Course:   ${course.title} (SCORM ${course.edition || course.version})`,
		`Tried:    ${when}`,
		`Browser:  ${navigator.userAgent}`,
		'',
		`Missing files: ${missing.length}`,
		...missing.map((path) => `  ${path}`),
		'',
		`Calls (seconds, step, call -> result): ${calls.length}`,
		...calls.map(line),
		'',
		'Data model at the end',
		...elementsOf(calls).map(
			({ step, element, value }) => `  [${step}]  ${element} = ${JSON.stringify(value)}`
		),
		''
	].join('\r\n');
}
