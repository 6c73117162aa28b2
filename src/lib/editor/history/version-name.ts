import * as m from '$messages';
import type { VersionRow } from '$lib/hub/protocol';

/** What a version is called on screen. */
export function versionName({ reason, name }: Pick<VersionRow, 'reason' | 'name'>): string {
	switch (reason) {
		case 'named':
			return name;
		case 'release':
			return m.history_reason_release({ number: name });
		case 'restore':
			return m.history_reason_restore();
		case 'day':
			return m.history_reason_day();
		case 'conflict':
			return m.history_reason_conflict();
	}
}
