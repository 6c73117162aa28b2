/**
 * Who may import whom. The table is the one in ARCHITECTURE.md; everything not listed is refused.
 * @type {Record<string, string[]>}
 */
const mayImport = {
	base: [],
	ui: ['base'],
	media: ['base'],
	lesson: ['base'],
	archive: ['base'],
	scorm: ['base'],
	store: ['base', 'lesson'],
	release: ['base', 'lesson', 'scorm', 'store'],
	compiler: ['base', 'lesson', 'scorm', 'archive', 'release'],
	ledger: ['base', 'lesson'],
	importer: ['base', 'lesson', 'scorm', 'archive'],
	bring: ['base', 'lesson', 'archive'],
	sync: ['base', 'store', 'archive', 'ledger', 'release'],
	player: ['base', 'lesson', 'scorm', 'store'],
	station: ['base', 'lesson', 'scorm', 'ledger', 'store', 'release', 'sync', 'player'],
	reports: ['base', 'lesson', 'ledger', 'store', 'release'],
	editor: ['base', 'ui', 'lesson', 'media', 'bring', 'hub/protocol'],
	hub: [
		'base',
		'lesson',
		'ledger',
		'store',
		'release',
		'archive',
		'scorm',
		'compiler',
		'importer',
		'sync',
		'reports'
	]
};

const withMessages = ['ui', 'editor'];
const lib = '^src/lib/';

/** @param {string} folder @param {string[]} allowed */
const layer = (folder, allowed) => ({
	name: `layer-${folder}`,
	comment: `src/lib/${folder} may import ${allowed.join(', ') || 'nothing'}`,
	severity: 'error',
	from: { path: `${lib}${folder}/` },
	to: {
		path: '^src/',
		pathNot: [
			`${lib}(${[folder, ...allowed].join('|')})/`,
			...(withMessages.includes(folder) ? [`${lib}paraglide/`] : [])
		]
	}
});

/** @param {string} pattern @param {string} who */
const onlyIn = (pattern, who) => ({
	name: `door-${pattern.replace(/[^a-z0-9]+/gi, '-')}`,
	comment: `${pattern} is used only in ${who}`,
	severity: 'error',
	from: { path: '^(src|bench)/', pathNot: who },
	to: { path: `^node_modules/(${pattern})` }
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		{ name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
		{
			name: 'our-own-names-are-found',
			comment: 'a name that is not found is under no rule at all',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, path: '^\\$(lib|messages)' }
		},
		...Object.entries(mayImport).map(([folder, allowed]) => layer(folder, allowed)),
		{
			name: 'hub-server-stays-on-the-server',
			comment: 'hub (pure rules) may not import what only hub/server may',
			severity: 'error',
			from: { path: `${lib}hub/`, pathNot: `${lib}hub/(server|protocol)/` },
			to: { path: `${lib}(archive|scorm|compiler|importer|sync|reports|hub/server)/` }
		},
		{
			name: 'hub-protocol-is-only-messages',
			comment:
				'what hub and browser agree upon needs neither of them; of the importer only the names of its refusals',
			severity: 'error',
			from: { path: `${lib}hub/protocol/` },
			to: { path: '^src/', pathNot: `${lib}(base|lesson|store|release|importer|hub/protocol)/` }
		},
		{
			name: 'hub-protocol-runs-no-importer',
			comment: 'types cost nothing, an importer in every page does',
			severity: 'error',
			from: { path: `${lib}hub/protocol/` },
			to: { path: `${lib}(importer|store/(browser|node))/`, dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'protocol-is-only-messages',
			severity: 'error',
			from: { path: `${lib}player/protocol/` },
			to: { path: '^src/', pathNot: `${lib}(base|player/protocol)/` }
		},
		{
			name: 'sync-knows-no-browser',
			comment: 'a relay in Node exchanges as a station does: databases, storage and locks come in',
			severity: 'error',
			from: { path: `${lib}sync/`, pathNot: '\\.test\\.ts$' },
			to: { path: [`${lib}store/(browser|node)/`, '^node_modules/(pouchdb|idb)'] }
		},
		{
			name: 'sync-protocol-is-only-messages',
			comment: 'what hub and station agree upon needs neither of them',
			severity: 'error',
			from: { path: `${lib}sync/protocol/` },
			to: { path: '^src/', pathNot: `${lib}(base|store|sync/protocol)/` }
		},
		{
			name: 'sco-is-small',
			severity: 'error',
			from: { path: '^src/sco/' },
			to: { path: '^src/', pathNot: [`${lib}(base|lesson|scorm|release|paraglide)/`, '^src/sco/'] }
		},
		{
			name: 'sco-knows-only-the-shape-of-a-release',
			comment: 'types cost nothing, schemas do',
			severity: 'error',
			from: { path: '^src/sco/' },
			to: { path: `${lib}release/`, dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'release-is-pure',
			comment: 'of store only the shapes of documents',
			severity: 'error',
			from: { path: `${lib}release/` },
			to: { path: `${lib}store/(node|browser)/` }
		},
		{
			name: 'content-is-small',
			severity: 'error',
			from: { path: '^src/content/' },
			to: { path: '^src/', pathNot: [`${lib}(base|lesson|scorm|player/protocol)/`, '^src/content/'] }
		},
		{
			name: 'no-one-imports-the-roots',
			severity: 'error',
			from: { path: lib },
			to: { path: '^(src/(routes|cli|service-worker|hooks)|tests|bench)', pathNot: '^tests/fixtures/' }
		},
		onlyIn('pouchdb|leveldown|idb/', `^src/lib/store/`),
		onlyIn('@tiptap|svelte-tiptap', `^src/lib/editor/`),
		onlyIn('mediabunny|tus-js-client', '^src/lib/media/'),
		onlyIn('mammoth|read-excel-file|write-excel-file', '^src/lib/bring/'),
		onlyIn('scorm-again', '^src/content/'),
		onlyIn('@zip.js', '^src/lib/archive/'),
		onlyIn('fast-xml-parser', '^src/lib/scorm/')
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '\\.svelte-kit|^build|\\$service-worker' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		webpackConfig: { fileName: 'tests/depcruise-alias.js' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'svelte', 'default', 'types']
		}
	}
};
