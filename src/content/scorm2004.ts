import * as engine from 'scorm-again/scorm2004/min';
import { fill, settings, type StartApi } from './scorm-host';

// Its types say "default", its code exports the name.
const { Scorm2004API } = engine as unknown as { Scorm2004API: typeof engine.default };

const start: StartApi = (cmi, log) => {
	const api: engine.default = new Scorm2004API(settings(log, () => api));
	fill(api, cmi);
	Object.assign(window, { API_1484_11: api });
};
Object.assign(window, { startScorm: start });
