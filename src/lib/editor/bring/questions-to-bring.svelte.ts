import { questionsFrom, questionsFromSheet, rowsOfSheet, type Found, type NotUnderstood } from '$lib/bring';
import { UserError } from '$lib/base';

/** Questions as they are being typed, pasted or chosen, and what was understood of them. */
export class QuestionsToBring {
	#text = $state('');
	#sheet = $state.raw<{ name: string; found: Found } | null>(null);
	#error = $state.raw<UserError | null>(null);
	#found = $derived(this.#sheet?.found ?? questionsFrom(this.#text));

	constructor(text: string) {
		this.#text = text;
	}

	get text(): string {
		return this.#text;
	}
	set text(text: string) {
		this.#text = text;
		this.#sheet = null;
		this.#error = null;
	}
	/** The sheet's name; null when the questions come from the text. */
	get sheet(): string | null {
		return this.#sheet?.name ?? null;
	}
	get error(): UserError | null {
		return this.#error;
	}
	get found(): Found {
		return this.#found;
	}

	/** Reads an .xlsx file, or a text file into the text. */
	async open(file: File): Promise<void> {
		try {
			if (/\.(txt|gift)$/i.test(file.name)) this.text = await file.text();
			else this.#sheet = { name: file.name, found: questionsFromSheet(await rowsOfSheet(file)) };
			this.#error = null;
		} catch (cause) {
			this.#error = cause instanceof UserError ? cause : new UserError('sheet_broken', {}, { cause });
		}
	}

	/** Where a line begins and ends in the text. */
	rangeOf({ line }: NotUnderstood): { from: number; to: number } {
		const lines = this.#text.split('\n');
		const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
		return { from, to: from + (lines[line - 1]?.length ?? 0) };
	}
}
