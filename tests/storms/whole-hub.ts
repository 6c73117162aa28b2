// A whole hub in a process of its own, beside others over one CouchDB. Reads one question a line, answers each with one line.
import type { Envelope } from '$lib/base';
import { openHub } from '$lib/hub/server';
import type { Caller } from '$lib/hub/server/stations';
import type { Receipt } from '$lib/store';
import { storeFailure } from '$lib/store/node';
import { testCouch } from '$lib/store/node/test-place.fixture';
import { createInterface } from 'node:readline';

type Question = { asked: number; as: Caller } & ({ push: Envelope[] } | { receipt: true });

const [, , data = '', since = '0', start = '0'] = process.argv;
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);
const parts = { runtime: [], schemas: { '1.2': [], '2004': [], '2004-3rd': [] } };
// All processes of one storm have one clock.
const now = () => Number(start) + Date.now() - Number(since);
const hub = await openHub(
	{ data, templates: 'lesson-templates', couch: testCouch(data) },
	'http://x',
	parts,
	now
);
say({ open: true });

async function answer(question: Question): Promise<unknown> {
	if ('receipt' in question) {
		const receipt = await hub.records.receipt(question.as);
		return receipt ? (JSON.parse(receipt.signed) as Receipt).page : 0;
	}
	const answers = await Promise.all(question.push.map((page) => hub.records.check(page, question.as)));
	await hub.records.accept(answers.flatMap((one) => ('checked' in one ? [one.checked] : [])));
	return answers.flatMap((one) => ('refusal' in one ? [one.refusal.reason] : []));
}

for await (const line of createInterface({ input: process.stdin })) {
	const question = JSON.parse(line) as Question;
	answer(question).then(
		(value) => say({ answers: question.asked, value }),
		(error: unknown) => say({ answers: question.asked, refused: storeFailure(error)?.code ?? String(error) })
	);
}
await hub.close();
