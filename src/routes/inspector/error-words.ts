import type { ScormVersion } from '$lib/player';
import * as m from '$messages';

/** SCORM 1.2 RTE 3.3.2.7 and SCORM 2004 4th edition RTE 3.1.7: what each code says, in plain words. */
const words: Record<string, () => string> = {
	'101': m.inspector_error_general,
	'102': m.inspector_error_init,
	'103': m.inspector_error_twice,
	'104': m.inspector_error_over,
	'111': m.inspector_error_finish,
	'112': m.inspector_error_not_begun,
	'113': m.inspector_error_over,
	'122': m.inspector_error_not_begun,
	'123': m.inspector_error_over,
	'132': m.inspector_error_not_begun,
	'133': m.inspector_error_over,
	'142': m.inspector_error_not_begun,
	'143': m.inspector_error_over,
	'201': m.inspector_error_argument,
	'202': m.inspector_error_no_children,
	'203': m.inspector_error_no_count,
	'301': m.inspector_error_unknown,
	'351': m.inspector_error_set,
	'391': m.inspector_error_commit,
	'401': m.inspector_error_unknown,
	'402': m.inspector_error_unsupported,
	'403': m.inspector_error_empty,
	'404': m.inspector_error_read_only,
	'405': m.inspector_error_write_only,
	'406': m.inspector_error_type,
	'407': m.inspector_error_range,
	'408': m.inspector_error_depends
};

/** The codes that mean something else in SCORM 1.2. */
const words12: Record<string, () => string> = {
	'301': m.inspector_error_not_begun,
	'401': m.inspector_error_unsupported,
	'402': m.inspector_error_keyword,
	'403': m.inspector_error_read_only,
	'404': m.inspector_error_write_only,
	'405': m.inspector_error_type
};

/** What an error code of the SCORM API means. */
export const errorWords = (code: string, version: ScormVersion): string =>
	((version === '1.2' && words12[code]) || words[code] || m.inspector_error_other)();
