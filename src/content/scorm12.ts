import * as engine from 'scorm-again/scorm12/min';
import { fill, settings, type StartApi } from './scorm-host';

// Its types say "default", its code exports the name.
const { Scorm12API } = engine as unknown as { Scorm12API: typeof engine.default };

const start: StartApi = (cmi, log) => {
	const api: engine.default = new Scorm12API(settings(log, () => api));
	fill(api, cmi);
	Object.assign(window, { API: api });
};
Object.assign(window, { startScorm: start });
