/** The program a package was made with; `name` is what it calls itself, empty where only its files tell. */
export interface PackageTool {
	id:
		| 'yuanke'
		| 'storyline'
		| 'rise'
		| 'presenter'
		| 'captivate'
		| 'ispring'
		| 'exe'
		| 'adapt'
		| 'h5p'
		| 'lectora'
		| 'xerte'
		| 'liascript'
		| 'hotpotatoes'
		| 'other'
		| 'unknown';
	name: string;
	version: string;
}

interface Mark {
	id: PackageTool['id'];
	/** A file only this program makes. */
	file?: RegExp;
	/** What its first page says. */
	page?: RegExp;
	/** The file that tells the version, and where in it; the first page is looked at when there is none. */
	told?: [file: RegExp, version: RegExp];
	version?: RegExp;
}

const marks: Mark[] = [
	{ id: 'yuanke', file: /(^|\/)lesson-source\.json$/ },
	{
		id: 'rise',
		file: /^scormcontent\/(index\.html|lib\/rise\/)/i,
		page: /articulate rise|rise\.com/i
	},
	{
		id: 'storyline',
		file: /(^|\/)(story_content\/|story(_html5)?\.html$)/i,
		page: /created using storyline/i,
		told: [/(^|\/)meta\.xml$/i, /<application\b[^<>]{0,300}?\sversion="(\d[\d.]{0,29})"/i],
		version: /<!--\s{0,9}version:?\s{0,9}(\d[\d.]{0,29})/i
	},
	{ id: 'presenter', file: /(^|\/)presentation_content\//i },
	{
		id: 'captivate',
		file: /(^|\/)(assets\/js\/CPM\.js|captivate\.css)$/i,
		page: /adobe captivate/i,
		told: [/(^|\/)project\.txt$/i, /"?(?:version|captivateVersion)"?\s{0,3}:\s{0,3}"(\d[\d.]{0,29})"/i]
	},
	{
		id: 'ispring',
		file: /(^|\/)(ispring|data\/html5-unsupported)/i,
		page: /ispring/i,
		version: /ispring[^<>\d"]{0,40}(\d[\d.]{0,29})/i
	},
	{
		id: 'exe',
		file: /(^|\/)(exe_jquery\.js|exe_engine|libs\/exe_|contentv[23]\.xml)/i,
		page: /exelearning/i,
		version: /exelearning[^<>\d"]{0,20}(\d[\d.]{0,29})/i
	},
	{ id: 'adapt', file: /(^|\/)adapt\/(js|css)\/adapt\.(min\.)?(js|css)$/i },
	{
		id: 'h5p',
		file: /(^|\/)(h5p\.json$|h5p-standalone|h5p-php-library)/i,
		page: /h5pintegration|h5p-standalone/i
	},
	{ id: 'lectora', file: /(^|\/)trivantis[\w-]*\.js$/i },
	{ id: 'xerte', file: /(^|\/)(xenith|xerte)[^/]*(\/|\.js$)/i },
	{ id: 'liascript', page: /liascript/i },
	{
		id: 'hotpotatoes',
		page: /hot ?potatoes/i,
		version: /hotpotatoes:[^<>\d]{0,40}(\d[\d.]{0,29})/i
	}
];

const generator = /<meta\b[^<>]{0,300}?\bcontent\s{0,9}=\s{0,9}["']([^"'<>]{1,80})["']/i;

/** Which program made a package, from the names of its files, its first page and the one file that tells the version. */
export async function toolOf(
	paths: string[],
	page: string,
	read: (path: string) => Promise<string>
): Promise<PackageTool> {
	const mark = marks.find(
		({ file, page: says }) => (file && paths.some((path) => file.test(path))) || (says?.test(page) ?? false)
	);
	const name = generatorOf(page);
	if (!mark) return { id: name ? 'other' : 'unknown', name, version: '' };
	const told = mark.told && paths.find((path) => mark.told?.[0].test(path));
	const fromFile = told && mark.told ? mark.told[1].exec(await read(told))?.[1] : undefined;
	return { id: mark.id, name, version: fromFile ?? mark.version?.exec(page)?.[1] ?? '' };
}

function generatorOf(page: string): string {
	const tag = /<meta\b[^<>]{0,300}?\bname\s{0,9}=\s{0,9}["']generator["'][^<>]{0,300}>/i.exec(page)?.[0];
	return (tag && generator.exec(tag)?.[1]?.trim()) ?? '';
}
