// A hub's records and drafts in a process of their own. Reads one question a line, answers each with one line.
import { newLesson } from '$lib/lesson';
import { LedgerHub, type TestDevice } from '$lib/hub/server/ledger.fixture';
import { lookupOf } from '../../src/lib/hub/server/lookup/lookup.fixture';
import type { SaveRequest } from '$lib/hub/protocol';
import { Drafts } from '$lib/hub/server/drafts';
import type { Receipt } from '$lib/store';
import { storeFailure } from '$lib/store/node';
import { createInterface } from 'node:readline';
import { author } from './villages';

type Question = { asked: number } & (
	| { push: object[]; as: TestDevice }
	| { receipt: TestDevice }
	| { save: string; title: string; base: number; saves: string[] }
);

const [, , folder = '', clock = '0', dieAt = '0'] = process.argv;
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);
const hub = await LedgerHub.open(folder);
hub.clock = Number(clock);
const nothing = () => Promise.resolve(false);
const drafts = new Drafts(hub.db.lessons, lookupOf(hub.db), { mayRead: nothing, holds: nothing }, hub.now);

// Pages are offered for counting when they are stored: between the two, this one dies.
const offer = hub.figures.offer.bind(hub.figures);
let stored = 0;
hub.figures.offer = (...pages) => {
	if (++stored === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
	offer(...pages);
};

async function answer(question: Question): Promise<unknown> {
	if ('push' in question) return hub.push(question.as, ...question.push);
	if ('receipt' in question) {
		const receipt = await hub.records.receipt(question.receipt);
		return receipt ? (JSON.parse(receipt.signed) as Receipt).page : 0;
	}
	const { save, title, base, saves } = question;
	const lesson = { ...newLesson(title, 'zh-CN'), lessonId: save };
	return drafts.save(save, { base, saves, lesson } satisfies SaveRequest, author);
}

for await (const line of createInterface({ input: process.stdin })) {
	const question = JSON.parse(line) as Question;
	answer(question).then(
		(value) => say({ answers: question.asked, value }),
		(error: unknown) => say({ answers: question.asked, refused: storeFailure(error)?.code ?? String(error) })
	);
}
