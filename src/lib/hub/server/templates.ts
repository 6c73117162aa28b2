import { sha256, UserError } from '$lib/base';
import { draftMediaOf, openLesson, type Lesson } from '$lib/lesson';
import type { FileBlobs } from '$lib/store/node';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const Words = v.object({ 'zh-CN': v.string(), en: v.string() });

/** `template.json`: what the list of templates shows, in both languages. */
export const Template = v.object({
	formatVersion: v.literal(1),
	/** Place in the list, smallest first. */
	order: v.number(),
	title: Words,
	summary: Words,
	/** File below `media/`. */
	cover: v.string()
});
export type Template = v.InferOutput<typeof Template> & { name: string };

/** Starter lessons in a folder: `<name>/template.json`, `<name>/lesson.json`, `<name>/media/`. */
export class Templates {
	constructor(
		private readonly dir: string,
		private readonly blobs: FileBlobs
	) {}

	async list(): Promise<Template[]> {
		const names = (await readdir(this.dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
		const all = await Promise.all(
			names.map(async ({ name }) => ({ ...v.parse(Template, await this.#json(name, 'template.json')), name }))
		);
		return all.sort((a, b) => a.order - b.order);
	}

	/** A template's lesson, its files taken into the blobs. Throws `UserError('not_found' | 'lesson_invalid' | 'lesson_media_missing')`. */
	async lesson(name: string): Promise<Lesson> {
		await this.#mustExist(name);
		const opened = openLesson(await this.#json(name, 'lesson.json'));
		if (opened.state !== 'ok') throw new UserError('lesson_invalid', { where: name });
		const here = new Set<string>();
		const folder = join(this.dir, name, 'media');
		for (const file of await readdir(folder)) {
			const bytes = Uint8Array.from(await readFile(join(folder, file)));
			const hash = await sha256(bytes);
			here.add(hash);
			if (!(await this.blobs.keep(hash))) await this.blobs.put(bytes);
		}
		if (draftMediaOf(opened.lesson).some((media) => !here.has(media.sha256)))
			throw new UserError('lesson_media_missing');
		return opened.lesson;
	}

	/** The picture for the list. Throws `UserError('not_found')`. */
	async cover(name: string): Promise<Uint8Array<ArrayBuffer>> {
		await this.#mustExist(name);
		const { cover } = v.parse(Template, await this.#json(name, 'template.json'));
		return Uint8Array.from(await readFile(join(this.dir, name, 'media', cover)));
	}

	async #mustExist(name: string): Promise<void> {
		if (!(await this.list()).some((template) => template.name === name)) throw new UserError('not_found');
	}

	async #json(name: string, file: string): Promise<unknown> {
		return JSON.parse(await readFile(join(this.dir, name, file), 'utf8')) as unknown;
	}
}
