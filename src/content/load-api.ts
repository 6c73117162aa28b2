import type { JsonObject } from '$lib/base';
import type { ScormVersion } from '$lib/player/protocol';
import type { CommitLog } from './commit-log';
import type { StartApi } from './scorm-host';

const scripts: Record<ScormVersion, string> = { '1.2': '/scorm12.js', '2004': '/scorm2004.js' };

/** Loads the engine of one SCORM version and puts its API where the package looks for it, with the data model filled in. */
export async function loadApi(version: ScormVersion, cmi: JsonObject, log: CommitLog): Promise<void> {
	const start = await new Promise<StartApi>((resolve, reject) => {
		const script = document.createElement('script');
		script.src = scripts[version];
		script.onload = () => resolve((window as unknown as { startScorm: StartApi }).startScorm);
		script.onerror = () => reject(new Error(`cannot load ${script.src}`));
		document.head.append(script);
	});
	start(cmi, log);
}
