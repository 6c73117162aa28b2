import { may, type Thing, type Verb } from '$lib/hub';
import type { TakeRequest } from '$lib/hub/protocol';
import { openHub, type GatewayCaller, type Person } from '$lib/hub/server';
import { releaseDraft } from '$lib/hub/server/release-draft';
import { sendFile } from '$lib/hub/server/send-file.fixture';
import { newKeyPair, publicJwk, sha256 } from '$lib/base';
import { type NodeJson } from '$lib/lesson';
import { oneSentence } from '$lib/lesson/lesson.fixture';
import { testFolders } from '$lib/store/node/test-place.fixture';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { item, packageOf, sco } from '../../tests/fixtures/packages';
import { doors, methods, modules, needs, statusOf, type Handler } from './doors.fixture';

const dir = mkdtempSync(join(tmpdir(), 'yuanke-roles-'));
const folders = testFolders(dir);
const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
const hub = await openHub(folders, 'http://localhost:1', parts, Date.now);
afterAll(async () => {
	await hub.close();
	rmSync(dir, { recursive: true });
});

const here = ['示范省', '示范市', '青山县'];
const village = [...here, '清水镇', '清水村'];
/** Whose everything is. */
const owner: Person = { name: '吴老师', roles: ['author'], branch: here };
const thing: Thing = { branch: here, owner: owner.name, shared: false };

const places = { here, above: ['示范省'], elsewhere: ['别省'] };
const people: [string, Person | null][] = [
	['a visitor', null],
	['the owner', owner],
	...(['author', 'official', 'administrator', 'nobody'] as const).flatMap((role) =>
		Object.entries(places).map(([place, branch]): [string, Person] => [
			`${role} ${place}`,
			{ name: `${role} ${place}`, roles: role === 'nobody' ? [] : [role], branch }
		])
	)
];

const zip = packageOf(
	{
		organizations: `<organizations default="A"><organization identifier="A"><title>育秧</title>${item('A1', 'R', '育秧')}</organization></organizations>`,
		resources: `<resources>${sco('R', 'index.html')}</resources>`
	},
	{}
);
const zipBytes = new Uint8Array(await zip.arrayBuffer());
const send = (by: Person) => sendFile(hub, zipBytes, by);
let count = 0;
const unique = () => `id${String(++count).padStart(8, '0')}`;
const lesson = () => oneSentence('水稻');
const newDraft = () => hub.drafts.create(lesson(), '水稻', owner);
const question: NodeJson = {
	type: 'hotspot',
	attrs: {
		...{ id: 'hotspot000', sid: 7, alt: '枝条' },
		media: { sha256: await send(owner), size: 1, type: 'image/png', name: 'a.png' }
	},
	content: [
		{ type: 'prompt', content: [{ type: 'text', text: '从哪里剪？' }] },
		{ type: 'area', attrs: { key: 'a', correct: true }, content: [{ type: 'text', text: '基部' }] },
		{ type: 'explanation' }
	]
};
const facts: TakeRequest['facts'] = {
	...{ title: '水稻育秧', lang: 'zh-CN', themes: ['technology'] },
	...{ audience: '稻农', minutes: 20, summary: '怎样育秧' }
};
async function newPackage(): Promise<string> {
	const taken = await hub.library.take(
		{ sha256: await send(owner), name: 'x.zip', facts },
		owner,
		() => undefined
	);
	if (taken.state !== 'kept') throw new Error(taken.why);
	return taken.lessonId;
}
const packageId = await newPackage();
const draftId = await newDraft();
await releaseDraft(hub, draftId, owner);
const { lessonId } = (await hub.drafts.open(draftId, owner)).draft;
async function newQuestion(): Promise<string> {
	const id = unique();
	await hub.bank.keep({ id, question, shared: false, words: [] }, owner);
	return id;
}
const newTemplate = () => hub.savedTemplates.save(draftId, { title: '样例', shared: false }, owner);
const stationId = await hub.stations.create('清水村', village, [], '2468');

/** What is asked of a door. A thing that is made has none. */
interface Question {
	params?: Record<string, string>;
	query?: string;
	json?: object;
	form?: Record<string, string>;
	headers?: Record<string, string>;
	thing?: Thing;
}
const draft = { params: { draft: draftId, number: '1' }, thing };
const change = JSON.stringify({ facts, course: 0 });
const upload = (by: Person | null): Question => ({
	params: { path: '' },
	query: '',
	headers: {
		'tus-resumable': '1.0.0',
		'upload-length': '1',
		'upload-metadata': `sha256 ${btoa(by ? 'ab'.repeat(32) : '')}`
	}
});

/** A question to each door that is not open to anyone, which whoever may is answered without a refusal. */
const asked: Record<string, (by: Person | null) => Question | Promise<Question>> = {
	'GET /bank': () => ({}),
	'POST /bank': async (by) => {
		if (by?.roles.includes('author')) await send(by); // the picture of the question
		return { json: { id: unique(), question, shared: false, words: [] } };
	},
	'POST /bank/[question]': async () => ({
		params: { question: await newQuestion() },
		json: { words: ['稻'] },
		thing
	}),
	'POST /drafts': () => ({ json: { key: unique(), lesson: lesson() } }),
	'GET /drafts/[draft]': () => draft,
	'POST /drafts/[draft]': () => ({ ...draft, json: { base: 0, saves: [unique()], lesson: lesson() } }),
	'GET /drafts/[draft]/comments': () => draft,
	'POST /drafts/[draft]/comments': () => ({
		...draft,
		json: { says: 'comment', id: unique(), blockId: 'block000', about: '文', text: '好' }
	}),
	'GET /drafts/[draft]/release': () => draft,
	'POST /drafts/[draft]/release': () => draft,
	'POST /drafts/[draft]/settle': async () => {
		const late = await hub.drafts.save(
			await newDraft(),
			{ base: 0, saves: [unique()], lesson: lesson() },
			owner
		);
		return { params: { draft: late.draftId }, json: { take: 'both' }, thing };
	},
	'GET /drafts/[draft]/versions': () => draft,
	'GET /drafts/[draft]/versions/[number]': () => draft,
	'POST /library': async (by) => {
		const sha = by?.roles.includes('author') ? await send(by) : await sha256(zipBytes);
		return { json: { sha256: sha, name: 'x.zip', facts } };
	},
	'GET /library/[lesson]': () => ({ params: { lesson: packageId }, thing }),
	'GET /packages/[lesson]/[number]/[file]': () => ({
		params: { lesson: lessonId, number: '1', file: 'scorm-1.2.zip' },
		thing
	}),
	'GET /packages/course/[file]': () => ({
		params: { file: 'scorm-1.2.zip' },
		query: `?title=t&lesson=${lessonId}`,
		thing
	}),
	'HEAD /uploads/[...path]': upload,
	'POST /uploads/[...path]': upload,
	'PATCH /uploads/[...path]': upload,
	'create /(desk)/(author)/lessons': () => ({ form: {} }),
	'throwAway /(desk)/(author)/lessons': async () => ({ form: { draftId: await newDraft() }, thing }),
	'bringBack /(desk)/(author)/lessons': async () => {
		const thrown = await newDraft();
		await hub.bin.throwAway(thrown, owner);
		return { form: { draftId: thrown }, thing };
	},
	'saveTemplate /(desk)/(author)/lessons': async (by) => {
		const mine = by?.roles.includes('author') ? await hub.drafts.create(lesson(), '水稻', by) : draftId;
		return { form: { draftId: mine, title: '样例', shared: 'no' } };
	},
	'removeTemplate /(desk)/(author)/lessons': async () => ({
		form: { templateId: await newTemplate() },
		thing
	}),
	'restoreTemplate /(desk)/(author)/lessons': async () => {
		const templateId = await newTemplate();
		await hub.savedTemplates.remove(templateId, owner);
		return { form: { templateId }, thing };
	},
	'remove /(desk)/(author)/lessons/packages': () => ({ form: { lessonId: packageId }, thing }),
	'restore /(desk)/(author)/lessons/packages': () => ({ form: { lessonId: packageId }, thing }),
	'save /(desk)/(author)/lessons/packages/[lesson]': () => ({
		params: { lesson: packageId },
		form: { change },
		thing
	}),
	'release /(desk)/(author)/lessons/packages/[lesson]': () => ({
		params: { lesson: packageId },
		form: { change },
		thing
	}),
	'create /(desk)/(hub)/stations': () => ({
		form: {
			...{
				province: village[0]!,
				city: village[1]!,
				county: village[2]!,
				township: village[3]!,
				village: village[4]!
			},
			...{ pin: '2468', people: '王秀英' }
		},
		thing: { branch: village }
	}),
	'code /(desk)/(hub)/stations': () => ({ form: { station: stationId }, thing: { branch: village } })
};

function event(name: string, question: Question, person: Person | null, caller?: GatewayCaller) {
	const [method = ''] = name.split(' ');
	const verb = methods.includes(method) ? method : 'POST';
	const { params = {}, query = '', json, form, headers = {} } = question;
	const url = new URL(`http://localhost${name.includes('/uploads/') ? '/uploads/' : '/x'}${query}`);
	const body = json ? JSON.stringify(json) : form ? new URLSearchParams(form) : null;
	const kind = person ? 'account' : 'anyone';
	return {
		locals: { hub, person, caller: caller ?? { kind } },
		...{ params, url, request: new Request(url, { method: verb, headers, body }) }
	};
}

const refusals = { not_signed_in: 401, not_allowed: 403, not_found: 404 };
const closed = Object.entries(needs).filter(([, need]) => need !== 'anyone');

test('every door that is not open to anyone is asked', () => {
	expect(Object.keys(asked).sort()).toEqual(closed.map(([name]) => name).sort());
});

describe.each(closed)('%s (%s)', (name, need) => {
	test.each(people)('%s', async (_, person) => {
		const question = await asked[name]!(person);
		const verdict =
			need === 'signed in'
				? may(person, 'take release') // whoever is signed in may, what is their own
				: may(person, need as Verb, question.thing);
		const status = await statusOf(doors[name]!, event(name, question, person));
		if (verdict.allowed) expect([401, 403, name.includes('/uploads/') ? 0 : 404, 500]).not.toContain(status);
		else expect(status).toBe(refusals[verdict.reason]);
	});

	test('a station, which is nobody who can sign in', async () => {
		const caller: GatewayCaller = { kind: 'station', caller: { stationId, deviceId: 'd' } };
		const question = await asked[name]!(null);
		expect(await statusOf(doors[name]!, event(name, question, null, caller))).toBe(401);
	});
});

test('what a station knows more is heard from a station, and from nobody else', async () => {
	const pair = await newKeyPair(false);
	const code = await hub.stations.newCode(stationId);
	const { deviceId } = await hub.stations.enrol(code, await publicJwk(pair.publicKey), '1.1.1.1');
	const door = doors['POST /ahead']!;
	const caller: GatewayCaller = { kind: 'station', caller: { stationId, deviceId } };
	expect(await statusOf(door, event('POST /ahead', { json: {} }, null, caller))).toBe(200);
	for (const [, person] of people)
		expect(await statusOf(door, event('POST /ahead', { json: {} }, person))).toBe(403);
});

test('news are told to a station, and to nobody else', async () => {
	const pair = await newKeyPair(false);
	const code = await hub.stations.newCode(stationId);
	const { deviceId } = await hub.stations.enrol(code, await publicJwk(pair.publicKey), '1.1.1.1');
	const door = doors['GET /news']!;
	const caller: GatewayCaller = { kind: 'station', caller: { stationId, deviceId } };
	const question = { query: '?head=none&site=none&receipt=none' };
	expect(await statusOf(door, event('GET /news', question, null, caller))).toBe(200);
	for (const [, person] of people)
		expect(await statusOf(door, event('GET /news', question, person))).toBe(403);
});

test('a snapshot of the catalogue is given to a station, and to nobody else', async () => {
	const door = doors['GET /snapshot']!;
	const caller: GatewayCaller = { kind: 'station', caller: { stationId, deviceId: 'd' } };
	expect(await statusOf(door, event('GET /snapshot', {}, null, caller))).toBe(200);
	for (const [, person] of people) expect(await statusOf(door, event('GET /snapshot', {}, person))).toBe(403);
});

describe('what a page is given', () => {
	const load = (path: string) => modules[`./(desk)/${path}/+page.server.ts`]?.load as Handler;
	const given = (path: string, person: Person | null, question: Question = {}) =>
		load(path)({ ...event('GET', question, person), depends: () => undefined } as never);

	test.each(people)('%s: a lesson, and a package, that they may read', async (_, person) => {
		for (const [path, verb, params] of [
			['(author)/lessons/[draft]', 'read draft', { draft: draftId }],
			['(author)/lessons/packages/[lesson]', 'read package', { lesson: packageId }]
		] as const) {
			const verdict = may(person, verb, thing);
			const status = await statusOf(load(path), event('GET', { params }, person));
			expect(status).toBe(verdict.allowed ? 200 : refusals[verdict.reason]);
		}
	});

	test.each(people)('%s: stations and results for officials, of their branch', async (_, person) => {
		const stations = (await given('(hub)/stations', person)) as { stations: { stationId: string }[] };
		const lists =
			may(person, 'list stations').allowed && may(person, 'give code', { branch: village }).allowed;
		expect(stations.stations.some((row) => row.stationId === stationId)).toBe(lists);
		const { found } = (await given('(hub)/results', person)) as { found: object | null };
		expect(found !== null).toBe(may(person, 'see results').allowed);
	});

	test.each(people)('%s: lessons they may read, in their list', async (_, person) => {
		const lists = (await given('(author)/lessons', person, { query: '?shown=1000' })) as {
			drafts: { draftId: string }[];
			mayWrite: boolean;
		};
		expect(lists.drafts.some((row) => row.draftId === draftId)).toBe(
			may(person, 'read draft', thing).allowed
		);
		expect(lists.mayWrite).toBe(may(person, 'make lesson').allowed);
	});
});
