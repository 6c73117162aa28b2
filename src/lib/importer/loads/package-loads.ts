import { FileIndex } from '$lib/scorm/course';
import type { Findings, Severity } from '../report';
import { dataWithin, loadsOfData, readJson, readXmlTexts, type Named } from './data-loads';
import { element, Names, unknown, type Expression } from './expression';
import { kindByName, type Load } from './load';
import { loadsOfStyle } from './style-loads';
import { readPage, type PageFacts } from './page-loads';
import { readScript, type ScriptFacts } from './read-script';
import { isEngine, isForOthers, isOptional, openedBy } from './engines';
import { judge } from './judge';
import { kindOfElement, type Sink } from './sinks';

/** A page, with the scripts that stand in it. */
interface Page extends PageFacts {
	path: string;
	facts: { facts: ScriptFacts; when: Load['when']; after: number }[];
}

const folderOf = (path: string) => path.replace(/\/?[^/]*$/, '');
const baseName = (path: string) =>
	path
		.replace(/[?#].*$/s, '')
		.split(/[\\/]/)
		.at(-1)!
		.toLowerCase();
const pageName = /\.(?:x?html?|css|m?js)\b/gi;
/** Names of pages, sheets and scripts that stand in a text. */
function* namesIn(text: string): Generator<string> {
	for (const { index, 0: ending } of text.matchAll(pageName)) {
		const before = /[^\s"'`<>()[\]{}|\\,;=:*?&#]+$/.exec(text.slice(Math.max(0, index - 200), index))?.[0];
		if (before !== undefined) yield before + ending;
	}
}
/** The last two parts of a path. */
const tailOf = (path: string) => path.toLowerCase().split('/').slice(-2).join('/');
/** What lies beside a library and nobody opens. */
const beside = /(?:^|\/)(?:demos?|examples?|samples?|docs?|tests?|node_modules|bower_components|src)\//i;
const background = /(?:^|[/._-])(?:sw|service-?worker)[\w.-]*\.js$/i;
const notOfCourse =
	/(?:^|\/)(?:package(?:-lock)?|bower|composer|tsconfig|manifest|[\w.-]*\.map)\.(?:json|webmanifest)$/i;

/**
 * What all pages, scripts, style sheets and data of a package load, and what of it a station without a network cannot give.
 * Texts are read one after the other; {@link PackageLoads.tell} comes last.
 */
export class PackageLoads {
	readonly #names = new Names();
	readonly #pages = new Map<string, Page>();
	readonly #scripts = new Map<string, ScriptFacts>();
	readonly #styles = new Map<string, Load[]>();
	readonly #data: { path: string; loads: Load[] }[] = [];
	/** Addresses on the internet in data, by the name they stand under. */
	readonly #onlineByName = new Map<string, string[]>();
	readonly #mentioned = new Map<string, Set<string>>();
	readonly #byBaseName: Set<string>;
	readonly #asking = new Set<string>();

	constructor(private readonly index: FileIndex) {
		this.#byBaseName = new Set([...index.paths].map(baseName));
	}

	/** Reads one text of the package. */
	read(path: string, text: string): void {
		for (const name of namesIn(text)) {
			const tail = tailOf(name);
			const by = this.#mentioned.get(tail) ?? new Set();
			if (by.size < 5) this.#mentioned.set(tail, by.add(path));
		}
		if (/\.x?html?$|\.svg$/i.test(path)) return this.#readPage(path, text);
		if (/\.m?js$/i.test(path)) {
			if (isEngine(path, text.length)) return;
			const facts = readScript(text, this.#names);
			this.#scripts.set(path, facts);
			this.#scriptData(path, facts);
			if (facts.asks) this.#asking.add(path);
		} else if (/\.css$/i.test(path)) this.#styles.set(path, loadsOfStyle(text));
		else if (/\.json$/i.test(path))
			this.#readData(path, notOfCourse.test(path) ? [] : (readJson(text) ?? []));
		else if (/\.xml$/i.test(path) && !/(?:^|\/)(?:imsmanifest|metadata|tincan|cmi5)\.xml$/i.test(path))
			this.#readData(path, readXmlTexts(text));
	}

	#readPage(path: string, text: string): void {
		const read = readPage(text);
		const page: Page = { ...read, path, facts: [] };
		for (const { text: script, when, after } of read.scripts) {
			const facts = readScript(script, this.#names);
			page.facts.push({ facts, when, after });
			this.#scriptData(path, facts);
			if (facts.asks) this.#asking.add(path);
		}
		for (const json of read.data) this.#readData(path, readJson(json) ?? []);
		this.#pages.set(path, page);
	}

	/** What lies in a script: whole data in letters as such, of its lists and settings only what is certainly shown. */
	#scriptData(path: string, facts: ScriptFacts): void {
		const plain: Named[] = [];
		for (const one of facts.data) {
			const inner = dataWithin(one.text);
			if (inner) this.#readData(path, inner);
			else plain.push(one);
		}
		facts.data = [];
		const loads = loadsOfData(plain).filter(
			({ kind, address }) => kind === 'film' || kind === 'picture' || (kind === 'page' && !isOnline(address))
		);
		this.#data.push({ path, loads });
	}

	#readData(path: string, texts: Named[]): void {
		for (const { name, text } of texts)
			if (isOnline(text) && name.length >= 3) {
				const known = this.#onlineByName.get(name) ?? [];
				if (known.length < 20) this.#onlineByName.set(name, [...known, text]);
			}
		this.#data.push({ path, loads: loadsOfData(texts) });
	}

	/** Says what is missing or on the internet. `first` is the page a learner gets first, `more` those of other parts. */
	tell(findings: Findings, first: string | undefined, more: string[]): void {
		const needed = this.#needed(first, findings);
		const rest = new Set([...this.#pages.keys()].filter((path) => !needed.pages.has(path)));
		for (const path of more) rest.add(path);
		for (const path of rest) {
			const page = this.#pages.get(path);
			if (!page || needed.pages.has(path)) continue;
			const severity: Severity = this.#isUsed(path) || more.includes(path) ? 'limits' : 'note';
			this.#tellPage(
				page,
				() => severity,
				findings,
				null,
				() => undefined,
				() => undefined
			);
		}
		for (const [path, facts] of this.#scripts) {
			if (needed.scripts.has(path)) continue;
			// Stations have no use for a program of the background.
			const severity: Severity = this.#isUsed(path) && !background.test(path) ? 'limits' : 'note';
			for (const { load, from } of this.#sinkLoads(
				facts,
				[...this.#foldersOfPages(path), folderOf(path)],
				null,
				path
			))
				this.#tellLoad(load, from, severity, findings);
		}
		for (const [path, loads] of this.#styles)
			for (const load of loads)
				this.#tellLoad(load, [folderOf(path)], this.#isUsed(path) ? 'limits' : 'note', findings);
		for (const { path, loads } of this.#data) for (const load of loads) this.#tellData(load, path, findings);
		for (const path of this.#asking) if (this.#isUsed(path)) findings.add('prompts', 'limits', path);
	}

	/** Whether anybody opens it: what lies beside a library only where a text that is used names it with its folder. */
	#isUsed(path: string, asked = new Set<string>()): boolean {
		if (isForOthers(path)) return false;
		if (!beside.test(path)) return true;
		if (asked.has(path)) return false;
		asked.add(path);
		const near = [...(this.#mentioned.get(baseName(path)) ?? [])].filter(
			(by) => folderOf(by) === folderOf(path)
		);
		const named = [...near, ...(this.#mentioned.get(tailOf(path)) ?? [])];
		return named.some((by) => by !== path && this.#isUsed(by, asked));
	}

	#foldersOfPages(script: string): string[] {
		const name = baseName(script);
		return [...this.#pages.values()]
			.filter(({ loads }) => loads.some(({ address }) => baseName(address) === name))
			.map(({ path }) => folderOf(path))
			.slice(0, 20);
	}

	/** The first page with everything it cannot do without, gone through as a browser does. */
	#needed(first: string | undefined, findings: Findings): { pages: Set<string>; scripts: Set<string> } {
		const pages = new Set<string>();
		const scripts = new Set<string>();
		const open = first === undefined ? [] : [first];
		for (let path = open.pop(); path !== undefined; path = open.pop()) {
			const page = this.#pages.get(path);
			if (pages.has(path) || !page || (isForOthers(path) && path !== first)) continue;
			pages.add(path);
			open.push(...openedBy(path));
			this.#tellPage(
				page,
				({ kind, when }) =>
					when === 'start' && (kind === 'program' || kind === 'page') ? 'fails' : 'limits',
				findings,
				path === first ? page : null,
				(to) => open.push(to),
				(script) => scripts.add(script)
			);
		}
		return { pages, scripts };
	}

	#tellPage(
		page: Page,
		severityOf: (load: Load) => Severity,
		findings: Findings,
		first: Page | null,
		onPage: (path: string) => void,
		onScript: (path: string) => void
	): void {
		const from = this.#baseOf(page);
		const all: { load: Load; from: string[] }[] = page.loads.map((load) => ({ load, from: [from] }));
		if (isOnline(page.base)) all.length = 0;
		const done = new Set<string>();
		const scripts: { facts: ScriptFacts; path: string | null; after: number; when: Load['when'] }[] =
			page.facts.map((one) => ({ ...one, path: null }));
		const started = new Set<number>();
		for (let place = 0; place < all.length || scripts.length;) {
			const script = scripts.shift();
			if (script) {
				this.#start(script.facts, script.when, started);
				const sends = script.facts.sinks.some(({ kind, by }) => kind === 'submit' && started.has(by));
				if (sends)
					for (const one of all)
						if (one.load.kind === 'form')
							one.load = { ...one.load, kind: 'page', leaves: true, when: 'start' };
				const folders = [from, ...(script.path === null ? [] : [folderOf(script.path)])];
				for (const one of this.#sinkLoads(script.facts, folders, started, script.path, page)) {
					const before =
						script.path === null
							? all.slice(0, script.after).findLast(({ load }) => load.kind === 'program')
							: undefined;
					this.#spare(one, before);
					all.push(one);
				}
				continue;
			}
			const { load, from: folders } = all[place++]!;
			const there = this.#there(load.address, folders);
			if (there === null || load.when !== 'start') continue;
			if (load.kind === 'page') onPage(there);
			const facts = load.kind === 'program' ? this.#scripts.get(there) : undefined;
			if (!facts || done.has(there)) continue;
			done.add(there);
			onScript(there);
			scripts.push({ facts, path: there, after: 0, when: 'start' });
		}
		if (isOnline(page.base))
			findings.add('page_online', severityOf({ kind: 'page', address: '', when: 'start' }), page.base);
		for (const { load, from: folders } of all) this.#tellLoad(load, folders, severityOf(load), findings);
		for (const { address: link } of page.links)
			this.#tellLink(link, from, findings, severityOf({ kind: 'link', address: link, when: 'later' }));
		if (first && isOnlyDoor(page))
			findings.add('page_online', 'fails', page.links.find(({ address }) => isOnline(address))?.address);
	}

	/** `window.jQuery || document.write('<script src=…>')`: of the two programs one is enough. */
	#spare(one: { load: Load; from: string[] }, before: { load: Load; from: string[] } | undefined): void {
		if (!before || !one.load.guarded || one.load.kind !== 'program') return;
		if (this.#there(one.load.address, one.from) !== null) before.load = { ...before.load, spare: true };
		else if (this.#there(before.load.address, before.from) !== null) one.load = { ...one.load, spare: true };
	}

	#baseOf({ path, base }: Page): string {
		const folder = folderOf(path);
		if (!base || isOnline(base)) return folder;
		const target = this.index.find(`${base.replace(/[^/]*$/, '')}x`, folder);
		return target.to === 'file' || target.to === 'missing' ? folderOf(target.path) : folder;
	}

	/** The functions that run without anybody pressing anything. */
	#start(facts: ScriptFacts, when: Load['when'], started: Set<number>): void {
		if (when !== 'start') return;
		const open = [facts.root];
		const all = [
			facts,
			...this.#scripts.values(),
			...[...this.#pages.values()].flatMap((page) => page.facts.map((one) => one.facts))
		];
		const callsOf = (this.#callsBy ??= byFunction(all));
		for (let id = open.pop(); id !== undefined; id = open.pop()) {
			if (started.has(id)) continue;
			started.add(id);
			const { runs = [], calls = [] } = callsOf.get(id) ?? {};
			open.push(...runs, ...calls.flatMap((name) => this.#names.functions(name)));
		}
	}
	#callsBy: Map<number, { runs: number[]; calls: string[] }> | undefined;

	/** What the sinks of a script come to. */
	#sinkLoads(
		facts: ScriptFacts,
		from: string[],
		started: Set<number> | null,
		script: string | null,
		page?: Page
	): { load: Load; from: string[] }[] {
		return facts.sinks.flatMap((sink) => {
			const when = started?.has(sink.by) ? 'start' : 'later';
			const texts = this.#names.texts(sink.value);
			const hidden = texts.every((text) => text === unknown) ? this.#fromData(sink.value) : [];
			const folders = sink.module && script !== null ? [folderOf(script)] : from;
			return [...texts, ...hidden].flatMap((text) =>
				this.#loadsOf(sink, text, when, page).map((load) => ({
					load: { ...load, byScript: true, ...(sink.guarded && { guarded: true }) },
					from: folders
				}))
			);
		});
	}

	#loadsOf(sink: Sink, text: string, when: Load['when'], page?: Page): Load[] {
		if (text === unknown || text === '') return [];
		switch (sink.kind) {
			case 'submit':
				return [];
			case 'filler': {
				// Only jQuery fills an element so; what else has such a method counts its addresses from somewhere.
				const fills = this.#names.texts(sink.on ?? null).some((one) => one.includes(element));
				if (fills) return [{ kind: kindByName(text) ?? 'page', address: text, when }];
				return isOnline(text) ? [{ kind: kindByName(text) ?? 'data', address: text, when: 'later' }] : [];
			}
			case 'page text':
				return /<\w/.test(text) ? pageTextLoads(text, when, this.#names) : [];
			case 'style text':
				return loadsOfStyle(text).map((load) => ({ ...load, when }));
			case 'script text':
				return this.#scriptTextLoads(text, when, page);
			case 'link':
			case 'source': {
				const on = this.#names.texts(sink.on ?? null);
				const kinds = on.map((one) => kindOfElement(one, (id) => page?.tags.get(id)));
				const kind = kinds.find((one) => one !== null) ?? null;
				if (sink.kind === 'link') return kind === 'style' ? [{ kind, address: text, when }] : [];
				if (/^object /.test(on[0] ?? '') && kind === null) return []; // `data` of anything but an element
				return [{ kind: kind ?? kindByName(text) ?? 'page', address: text, when }];
			}
			case 'program':
				if (sink.module && !/^(?:[./]|https?:)/.test(text)) return []; // a name that a bundler or an import map knows
				return [{ kind: 'program', address: text, when }];
			default: {
				const { kind, leaves, window } = sink;
				// What a new window shows is not what this page needs.
				return [{ kind, address: text, when: window ? 'later' : when, ...(leaves && { leaves }) }];
			}
		}
	}

	#scriptTextLoads(text: string, when: Load['when'], page?: Page): Load[] {
		if (!/[(=]/.test(text) || text.includes(unknown)) return [];
		const facts = readScript(text, this.#names);
		facts.sinks = facts.sinks.filter(({ kind }) => kind !== 'script text');
		return facts.sinks.flatMap((sink) =>
			this.#names.texts(sink.value).flatMap((one) => this.#loadsOf(sink, one, when, page))
		);
	}

	/** What data holds under the name by which a script reads it. */
	#fromData(value: Expression): string[] {
		return lastNames(value).flatMap((name) => this.#onlineByName.get(name) ?? []);
	}

	/** The file an address leads to from any of these folders; null when it leads to none. */
	#there(address: string, from: string[]): string | null {
		if (/^\/(?!\/)/.test(address)) return null; // the server's own top, which no package has
		for (const folder of from) {
			const target = this.index.find(address, folder);
			if (target.to === 'file') return target.path;
		}
		return null;
	}

	#tellLoad(load: Load, from: string[], severity: Severity, findings: Findings): void {
		const { address, instead = [] } = load;
		if (isOnline(address)) {
			if (instead.some((one) => this.#there(one, from) !== null)) return;
			const { code, severity: judged } = judge(load, 'online', severity);
			return findings.add(code, judged, address.replaceAll(unknown, '…'));
		}
		if (!isPath(address) || [address, ...instead].some((one) => this.#there(one, from) !== null)) return;
		if (load.kind === 'form' || load.kind === 'link') return;
		// What a script calls so may be anything.
		if (load.byScript && kindByName(address) === null) return;
		const target = this.index.find(address, from[0]);
		const { code, severity: judged } = judge(load, 'missing', isOptional(address) ? 'note' : severity);
		findings.add(code, judged, target.to === 'missing' ? target.path : address);
	}

	#tellLink(link: string, from: string, findings: Findings, severity: Severity): void {
		if (isOnline(link) || !isPath(link) || kindByName(link) === null || this.#there(link, [from]) !== null)
			return;
		this.#tellLoad(
			{ kind: kindByName(link) === 'page' ? 'page' : 'data', address: link, when: 'later' },
			[from],
			severity === 'note' ? 'note' : 'limits',
			findings
		);
	}

	#tellData(load: Load, path: string, findings: Findings): void {
		const severity: Severity = this.#isUsed(path) ? 'limits' : 'note';
		if (load.instead?.some((one) => this.#byBaseName.has(decoded(baseName(one))))) return;
		if (isOnline(load.address)) return this.#tellLoad(load, [folderOf(path)], severity, findings);
		// Players put such paths together as they like: it is enough that a file of that name is there.
		if (isPath(load.address) && !this.#byBaseName.has(decoded(baseName(load.address))))
			this.#tellLoad(load, [folderOf(path)], severity, findings);
	}
}

/** Names of formats look like addresses. */
const isName = (address: string) => /^http:\/\/www\.w3\.org\/(?:\d{4}|xml|TR)\b/i.test(address);
const isOnline = (address: string) =>
	!isName(address) && /^(?:(?:https?|wss?|ftp):)?\/\/[\w[][\w\u0000.:[-]/i.test(address);
/** Whether it is certainly a path: nothing of it is only known when a script runs. */
const isPath = (address: string) =>
	!address.includes(unknown) &&
	!/^[a-z][a-z\d+.-]*:/i.test(address) &&
	!/[<>{}|]|^[#?]|^\s*$|\/$/.test(address) &&
	!/^\.{1,2}$/.test(address);

function decoded(name: string): string {
	try {
		return decodeURIComponent(name).toLowerCase();
	} catch {
		return name;
	}
}

function pageTextLoads(text: string, when: Load['when'], names: Names): Load[] {
	const read = readPage(text);
	const loads = read.loads.map((load) => ({ ...load, when: load.when === 'start' ? when : load.when }));
	for (const { text: script } of read.scripts) {
		const facts = script.includes(unknown) ? null : readScript(script, names);
		for (const sink of facts?.sinks ?? [])
			if (sink.kind === 'page' || sink.kind === 'program')
				for (const address of names.texts(sink.value))
					loads.push({ kind: sink.kind, address, when, ...(sink.leaves && { leaves: true }) });
	}
	return loads;
}

/** A page with nothing but a door to the internet. */
function isOnlyDoor({ links, letters, things, loads, facts }: Page): boolean {
	const doors = links.filter(({ address }) => isOnline(address));
	const invites = doors.some(({ words }) =>
		/开始|进入|打开|点击|点这|start|launch|enter|begin|open|click|here/i.test(words)
	);
	if (!doors.length || doors.length < links.length || letters > (invites ? 300 : 30) || things) return false;
	return !loads.some(({ kind }) => kind === 'page') && facts.length <= 2;
}

function byFunction(all: ScriptFacts[]): Map<number, { runs: number[]; calls: string[] }> {
	const found = new Map<number, { runs: number[]; calls: string[] }>();
	const of = (id: number) => {
		const known = found.get(id) ?? { runs: [], calls: [] };
		found.set(id, known);
		return known;
	};
	for (const { calls, runs } of all) {
		for (const { by, name } of calls) of(by).calls.push(name);
		for (const { by, id } of runs) of(by).runs.push(id);
	}
	return found;
}

/** The last parts of the names in an expression: `url` of `course.settings.url`. */
function lastNames(value: Expression, depth = 0): string[] {
	if (value === null || typeof value === 'string' || depth > 6) return [];
	if ('name' in value)
		return value.name.includes('.') ? [value.name.split('.').at(-1)!.replace(/\(\)$/, '')] : [];
	if ('decoded' in value || 'unescaped' in value) return [];
	return ('joined' in value ? value.joined.slice(0, 1) : value.oneOf).flatMap((one) =>
		lastNames(one, depth + 1)
	);
}
