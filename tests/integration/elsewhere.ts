import { execFileSync } from 'node:child_process';

const python = `import zipfile,sys,json
z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None
print(json.dumps([z.namelist(), z.read('imsmanifest.xml').decode()]))`;

/** A package's names and manifest, as another zip program reads them; throws when it finds a fault. */
export const readElsewhere = (path: string): [names: string[], manifest: string] =>
	JSON.parse(execFileSync('python3', ['-c', python, path], { encoding: 'utf8' })) as [string[], string];
