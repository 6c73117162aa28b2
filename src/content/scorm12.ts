import * as engine from 'scorm-again/scorm12/min';
import { settings, type StartApi } from './engine';

// Its types say "default", its code exports the name.
const { Scorm12API } = engine as unknown as { Scorm12API: typeof engine.default };

const start: StartApi = (onCommit) => {
	const session = () => {
		const api: engine.default = new Scorm12API(settings(onCommit, () => api));
		return api;
	};
	return { session, sequencer: null };
};
Object.assign(window, { startScorm: start });
