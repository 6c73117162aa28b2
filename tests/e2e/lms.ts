import { expect, type Frame, type Page } from '@playwright/test';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { readFileSync } from 'node:fs';
import type { Package } from '../integration/serve';
import type { HubProcess } from './hub-process';

export const versions = ['1.2', '2004'] as const;
export type Version = (typeof versions)[number];
/** A data model as the engine gives it back. */
export type Cmi = Record<string, unknown>;

/** What an LMS has of one answer, `answer` in the spelling of its version. */
export interface Recorded {
	type: string;
	answer: string;
	result: string;
}

/** The packages of a released lesson, as an author downloads them. */
export async function downloadPackages(
	page: Page,
	hub: HubProcess,
	title: string
): Promise<Record<Version, Package>> {
	await page.goto(`${hub.origin}/lessons`);
	const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title }) });
	await row.getByText('下载课件包').click();
	const download = async (version: Version) => {
		const started = page.waitForEvent('download');
		await row.getByRole('link', { name: `SCORM ${version}`, exact: true }).click();
		return unzip(await (await started).path());
	};
	return { '1.2': await download('1.2'), '2004': await download('2004') };
}

async function unzip(path: string): Promise<Package> {
	const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(readFileSync(path))])));
	const files: Package = new Map();
	for (const entry of await reader.getEntries())
		if (!entry.directory)
			files.set(entry.filename, new Uint8Array(await entry.getData(new Uint8ArrayWriter())));
	return files;
}

interface Lms {
	boot(version: string, saved: unknown): void;
	quit(): Promise<void>;
	saved(): { cmi: Cmi };
	errors: string[];
}
const inLms = <T>(page: Page, read: (lms: Lms) => T): Promise<Awaited<T>> =>
	page.evaluate(`(${read.toString()})(window)`);

/** Starts a package in the LMS on a port, anew or with what was saved of the visit before. */
export async function launch(page: Page, port: number, version: Version, saved: Cmi | null): Promise<Frame> {
	await page.goto(`http://localhost:${port}/host.html`);
	await page.waitForFunction('window.ready');
	await page.evaluate(([v, s]) => (window as unknown as Lms).boot(v, s), [version, saved] as const);
	await page.waitForFunction(() => window.frames[0]?.document.querySelector('.page.current'));
	return page.frame('sco')!;
}

/** Leaves as a closing window does; gives what the LMS has then. It must have had nothing to complain of. */
export async function quit(page: Page): Promise<Cmi> {
	await inLms(page, (w) => w.quit());
	expect(await inLms(page, (w) => w.errors)).toEqual([]);
	return (await inLms(page, (w) => w.saved())).cmi;
}

/** What an LMS gives back at the next launch. */
export function again(cmi: Cmi): Cmi {
	const next = structuredClone(cmi);
	const core = coreOf(next);
	delete core.session_time;
	delete core.exit;
	core.entry = 'resume';
	return next;
}

/** In 1.2 what concerns the whole visit lies one level deeper. */
export const coreOf = (cmi: Cmi) => (cmi.core ?? cmi) as Cmi;

interface RawInteraction {
	type: string;
	result: string;
	student_response?: string;
	learner_response?: string;
}

export function recordedIn(cmi: Cmi): Recorded[] {
	const list = (cmi.interactions ?? {}) as { childArray?: RawInteraction[] };
	const records = list.childArray ?? Object.values(list as Record<string, RawInteraction>);
	return records.map(({ type, student_response, learner_response, result }) => ({
		type,
		answer: student_response ?? learner_response ?? '',
		result
	}));
}

/** Points of 100. */
export const scoreIn = (cmi: Cmi): number => Number((coreOf(cmi).score as { raw: string }).raw);
