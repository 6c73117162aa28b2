import { readManifest } from '../../src/lib/scorm';
import { courseOf, FileIndex, type Course } from '../../src/lib/scorm/course';
import { item, manifestXml, sco } from '../fixtures/packages';

/** One step of a course made for a test: its item's attributes, and what stands in the item beside the title. */
export interface TestStep {
	id: string;
	title?: string;
	attributes?: string;
	inside?: string;
	/** Not a SCO. */
	asset?: boolean;
}

/** A course as a manifest says it, and a page for each of its steps. `inside` is put into the organization. */
export function courseWith(
	version: Course['version'],
	steps: (TestStep | string)[],
	{ inside = '', attributes = '', script = '' } = {}
): { course: Course; files: Record<string, string> } {
	const all = steps.map((step) => (typeof step === 'string' ? { id: step } : step));
	const items = all.map(({ id, title = `第${id}节`, attributes: own = '', inside: within = '' }) =>
		item(id, `R-${id}`, title, own, within)
	);
	const xml = manifestXml({
		version,
		organizations: `<organizations default="O"><organization identifier="O"${attributes}><title>课</title>${items.join('')}${inside}</organization></organizations>`,
		resources: `<resources>${all.map(({ id, asset }) => (asset ? sco(`R-${id}`, `${id}.html`).replace('sco"', 'asset"') : sco(`R-${id}`, `${id}.html`))).join('')}</resources>`
	});
	const files = Object.fromEntries(all.map(({ id }) => [`${id}.html`, page(id, script)]));
	const reading = readManifest(new TextEncoder().encode(xml));
	if (reading.state !== 'read') throw new Error(reading.why);
	const course = courseOf(reading.manifest, 0, new FileIndex(new Set(Object.keys(files))));
	if (!course) throw new Error('no course');
	return { course, files };
}

/** A page that begins, says where it is and does nothing more; the test goes on through `api`. */
const page = (id: string, script: string) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<title>${id}</title><h1>第${id}节</h1><script>
const old = !parent.API_1484_11;
const api = parent.API_1484_11 || parent.API;
const names = old ? { begin: 'LMSInitialize', get: 'LMSGetValue', set: 'LMSSetValue', commit: 'LMSCommit', end: 'LMSFinish' }
	: { begin: 'Initialize', get: 'GetValue', set: 'SetValue', commit: 'Commit', end: 'Terminate' };
const call = (name, ...args) => String(api[names[name]](...args));
const get = (element) => call('get', element);
const set = (element, value) => call('set', element, String(value));
const finish = () => call('end', '');
${script || "call('begin', '');"}
</script></html>`;
