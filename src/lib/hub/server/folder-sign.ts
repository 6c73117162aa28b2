import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Signs that processes leave in the data folder (`processes/<id>`) again and again, so that another can tell whether it looks into
 * the same folder: one that was copied, or is another computer's, does not show what they left last.
 */
export class FolderSign {
	readonly #dir: string;

	constructor(data: string) {
		this.#dir = join(data, 'processes');
	}

	/** Leaves a process's next sign, and the one before it beside: that may be the one others were told of. */
	async show(processId: string, next: string, before = ''): Promise<void> {
		await mkdir(this.#dir, { recursive: true });
		const path = join(this.#dir, processId);
		await writeFile(`${path}.new`, `${before}\n${next}`);
		await rename(`${path}.new`, path);
	}

	async shows(processId: string, sign: string): Promise<boolean> {
		const text = await readFile(join(this.#dir, processId), 'utf8').catch(() => '');
		return text.split('\n').includes(sign);
	}

	async remove(processId: string): Promise<void> {
		await rm(join(this.#dir, processId), { force: true });
	}
}
