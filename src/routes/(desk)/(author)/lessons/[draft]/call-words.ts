import type { ApiCall } from '$lib/player';
import * as m from '$messages';

const subjects: [pattern: RegExp, words: () => string][] = [
	[/suspend_data$/, m.preview_call_state],
	[/(lesson_location|cmi\.location)$/, m.preview_call_place],
	[/(lesson_status|completion_status|success_status)$/, m.preview_call_status],
	[/score\./, m.preview_call_score],
	[/interactions/, m.preview_call_answer],
	[/session_time$/, m.preview_call_time],
	[/(cmi\.exit|core\.exit)$/, m.preview_call_exit],
	[/learner|student/, m.preview_call_learner]
];

/** What a call of the SCORM API is about, in plain words. */
export function callWords({ name, args }: ApiCall): string {
	if (name.endsWith('Initialize')) return m.preview_call_start();
	if (name.endsWith('Finish') || name.endsWith('Terminate')) return m.preview_call_finish();
	if (name.endsWith('Commit')) return m.preview_call_commit();
	const subject = subjects.find(([pattern]) => pattern.test(args[0] ?? ''))?.[1]() ?? args[0] ?? '';
	return name.endsWith('SetValue') ? m.preview_call_set({ subject }) : m.preview_call_get({ subject });
}
