import { LedgerHub, official, village } from '$lib/hub/server/ledger.fixture';
import { figuresFormat, type AttemptFigure } from '$lib/store';
import { cpu } from './cpu';

/**
 * Goal: an official's page of results, of the province and of one village, costs at most 100 CPU-ms whatever the number of
 * attempts: 1,000 and 10,000 here, and 100,000 with `ATTEMPTS=100000`.
 */
export async function bench(): Promise<void> {
	const hub = await LedgerHub.open();
	const answers = Object.fromEntries(
		Array.from({ length: 10 }, (_, i) => [
			String(i),
			{ seq: i, at: '', question: '什么时候修剪最好?', text: '落叶以后', correct: true, tries: 1 }
		])
	);
	const attempt = (n: number): AttemptFigure => {
		const at = new Date(Date.UTC(2026, n % 12, 1 + (n % 28), 0, 0, n % 60)).toISOString();
		const station = Math.floor(n / 100);
		const org = [...village.slice(0, 3), `镇${station % 20}`, `村${station}`];
		return {
			...{
				_id: `attempt:s${station}:d:a${n}`,
				kind: 'attempt',
				formatVersion: figuresFormat,
				stationId: `s${station}`
			},
			...{ deviceId: 'd', attemptId: `a${n}`, org, year: 2026, month: 1 + (n % 12), openedSeq: 1 },
			...{ personId: 'p', personName: '王秀英', identifiedBy: 'roster', lessonId: 'l', release: 1 },
			...{ title: '果树修剪', startedAt: at, lastAt: at, statusSeq: 1, completion: 'completed' },
			...{ success: n % 3 ? 'passed' : 'failed', scaled: 1, seconds: 300, answers, evidence: [] }
		};
	};
	try {
		console.log('  attempts: taking one in; the page of the province / a village (CPU-ms, bytes)');
		let made = 0;
		for (const many of [1000, 10_000, Number(process.env.ATTEMPTS ?? 0)]) {
			if (many <= made) continue;
			const before = made;
			let taking = 0;
			while (made < many) {
				const some = Array.from({ length: Math.min(500, many - made) }, (_, i) => attempt(made + i));
				await hub.db.figures.bulkDocs(some);
				made += some.length;
				taking += await cpu(() => hub.lookup.now('figures'));
			}
			const place = attempt(0).org;
			const province = () => hub.results.at(['示范省'], official);
			const one = () => hub.results.at(place, official);
			await province();
			const figures = [await cpu(province, 10), await cpu(one, 10)].map((ms) => ms.toFixed(1));
			const bytes = [JSON.stringify(await province()).length, JSON.stringify(await one()).length];
			console.log(
				`    ${many}: ${(taking / (many - before)).toFixed(1)}; ${figures[0]} (${bytes[0]} B) / ${figures[1]} (${bytes[1]} B)`
			);
		}
	} finally {
		await hub.close();
	}
}
