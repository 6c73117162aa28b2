import type { Accounts } from './accounts';
import { draftMediaOf } from '$lib/lesson';
import type { Hub } from './hub';
import { releaseDraft } from './release-draft';

/** What the demo prints so that anyone can sign in; the demo listens on loopback only. */
export interface DemoFacts {
	signIns: { what: string; name: string; password: string }[];
	stationCode: { station: string; code: string };
	keeperPin: string;
}

/** What the demo prints for anyone to read. */
export const demoPassword = 'yuanke-demo';
const county = ['示范省', '示范市', '青山县'];
const people = [
	{ what: 'Author 作者', name: '周农艺', roles: ['author' as const], everywhere: false },
	{ what: 'Official 干部', name: '刘科长', roles: ['official' as const], everywhere: false },
	{
		what: 'Administrator 管理员',
		name: '管理员',
		roles: ['administrator' as const, 'official' as const, 'author' as const],
		everywhere: true
	}
];
const village = '清水村';
const keeperPin = '2468';
const roster = '王秀英 李建国 张桂兰 刘志强 陈玉珍 杨德福 赵淑芬 黄大海 周春梅 吴永贵 徐凤英 孙立军'
	.split(' ')
	.map((name) => ({ name, pin: null }));

/** Fills an empty hub with people, one station and the first templates as released lessons; gives a fresh code each time. */
export async function seedDemo(hub: Hub): Promise<DemoFacts> {
	if (await hub.accounts.setupCode()) {
		const place = await hub.units.ensure([], county);
		const accounts = people.map(({ name, roles, everywhere }) => ({
			...{ name, roles, branch: everywhere ? [] : place }
		}));
		for (const { name, roles, branch } of accounts)
			await hub.accounts.create(name, demoPassword, roles, branch);
		const author = accounts[0]!;
		// A station's first page holds four lessons: the demo shows what a village would have, not a shelf to search.
		for (const template of (await hub.templates.list()).slice(0, 3)) {
			const lesson = await hub.templates.lesson(template.name);
			const files = draftMediaOf(lesson).map(({ sha256 }) => sha256);
			const draftId = await hub.drafts.create(lesson, lesson.title, author, files);
			await releaseDraft(hub, draftId, author);
		}
		const there = await hub.units.ensure(place, ['清水镇', village]);
		await hub.stations.create(village, there, roster, keeperPin);
	}
	const anybody = { name: '', roles: ['official' as const], branch: [] };
	const found = async (find = '') => (await hub.stationList.list(anybody, 1, find)).rows[0];
	const station = (await found(village)) ?? (await found());
	if (!station) throw new Error('the demo has no station');
	return {
		signIns: people.map(({ what, name }) => ({ what, name, password: demoPassword })),
		stationCode: { station: station.name, code: await hub.stations.newCode(station.stationId) },
		keeperPin
	};
}

/** Throws an Error with a sentence when the demo's passwords, which anyone can read, sign somebody in here. */
export async function refuseDemo(accounts: Accounts): Promise<void> {
	for (const { name } of people)
		if (await accounts.hasPassword(name, demoPassword))
			throw new Error(
				'This folder was filled by the demo, whose passwords everybody knows. ' +
					'Choose another one, for example: npm run serve -- --data data/hub'
			);
}
