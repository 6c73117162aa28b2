import type { ApiCall } from '$lib/player';
import * as m from '$messages';

const subjects: [pattern: RegExp, words: () => string][] = [
	[/_count$|_children$|_version$/, m.preview_call_list],
	[/interactions/, m.preview_call_answer],
	[/objectives/, m.preview_call_objective],
	[/comments/, m.preview_call_comment],
	[/suspend_data$/, m.preview_call_state],
	[/(lesson_location|cmi\.location)$/, m.preview_call_place],
	[/(lesson_status|completion_status|success_status)$/, m.preview_call_status],
	[/progress_measure$/, m.preview_call_progress],
	[/score\./, m.preview_call_score],
	[/(session_time|total_time)$/, m.preview_call_time],
	[/(max_time_allowed|time_limit_action)$/, m.preview_call_limit],
	[/(cmi\.exit|core\.exit)$/, m.preview_call_exit],
	[/entry$/, m.preview_call_entry],
	[/(mastery_score|scaled_passing_score|completion_threshold)$/, m.preview_call_pass],
	[/(credit|mode)$/, m.preview_call_mode],
	[/launch_data$/, m.preview_call_launch],
	[/preference/, m.preview_call_preference],
	[/^adl\.nav/, m.preview_call_go],
	[/^adl\.data/, m.preview_call_shared],
	[/learner|student/, m.preview_call_learner]
];

/** What an element of the data model is, in plain words; its own name where there are none. */
export const elementWords = (element: string): string =>
	subjects.find(([pattern]) => pattern.test(element))?.[1]() ?? element;

/** What a call of the SCORM API is about, in plain words. */
export function callWords({ name, args }: Pick<ApiCall, 'name' | 'args'>): string {
	if (name.endsWith('Initialize')) return m.preview_call_start();
	if (name.endsWith('Finish') || name.endsWith('Terminate')) return m.preview_call_finish();
	if (name.endsWith('Commit')) return m.preview_call_commit();
	const subject = elementWords(args[0] ?? '');
	return name.endsWith('SetValue') ? m.preview_call_set({ subject }) : m.preview_call_get({ subject });
}

/** Whether a call went as it should. 403: nothing was set yet, as SCORM 2004 says it for every first reading. */
export const wentWell = ({ name, error }: Pick<ApiCall, 'name' | 'error'>): boolean =>
	error === '0' || error === '' || (error === '403' && name.endsWith('GetValue'));
