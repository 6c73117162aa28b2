import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { readFileSync } from 'node:fs';

/** Prints what the page showed when a story failed: where only the output of a run is kept, its pictures are gone. */
export default class SnapshotReporter implements Reporter {
	onTestEnd({ title }: TestCase, { status, attachments }: TestResult): void {
		if (status === 'passed' || status === 'skipped') return;
		for (const { name, path } of attachments) {
			if (name !== 'error-context' || !path) continue;
			const shown = /# Page snapshot\s+```yaml\n([\s\S]*?)```/.exec(readFileSync(path, 'utf8'))?.[1];
			console.log(`"${title}" showed:\n${shown?.slice(0, 4000) ?? 'no page'}`);
		}
	}
}
