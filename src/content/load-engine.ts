import type { ScormVersion } from '$lib/player/protocol';
import type { StartApi } from './engine';

const scripts: Record<ScormVersion, string> = { '1.2': '/scorm12.js', '2004': '/scorm2004.js' };

/** Loads the engine of one SCORM version. */
export function loadEngine(version: ScormVersion): Promise<StartApi> {
	return new Promise((resolve, reject) => {
		const script = document.createElement('script');
		script.src = scripts[version];
		script.onload = () => resolve((window as unknown as { startScorm: StartApi }).startScorm);
		script.onerror = () => reject(new Error(`cannot load ${script.src}`));
		document.head.append(script);
	});
}
