import { expect, it } from 'vitest';
import { importPackage } from '.';
import { outcomeOf } from './mutate.fixture';

it(
	'ten thousand mutated archives and manifests each end in a report or a named refusal',
	{ timeout: 300_000 },
	async () => {
		const outcomes = new Map<string, number>();
		for (let seed = 1; seed <= 10_000; seed++) {
			const outcome = await outcomeOf(seed, importPackage);
			outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
		}
		// Chance went everywhere: packages that still work, that work in part, and refusals of many kinds.
		for (const wanted of [
			'works',
			'limits',
			'fails',
			'damaged',
			'truncated',
			'manifest_malformed',
			'manifest_doctype',
			'escapes'
		])
			expect([...outcomes.keys()]).toContain(wanted);
	}
);
