/** Tells on one line how far long work is: counts and time left. Silent for work that is soon done, and where nobody watches. */
export class ProgressLine {
	#part = '';
	#begun = 0;
	#told = 0;
	#open = false;

	constructor(
		private readonly out: NodeJS.WriteStream = process.stderr,
		private readonly now: () => number = Date.now
	) {}

	/** `name` is what is being worked on; `total` is 0 where it is not known. */
	tell(name: string, done: number, total: number): void {
		const now = this.now();
		if (name !== this.#part) this.#begin(name, now);
		if (now - this.#told < (this.out.isTTY ? 500 : 10_000)) return;
		this.#told = now;
		const share = total ? Math.min(done / total, 1) : 0;
		const left = share > 0.01 ? ((now - this.#begun) / share) * (1 - share) : null;
		const words = `${name}: ${done}${total ? ` / ${total}` : ''}${left === null ? '' : `, ${leftText(left)}`}`;
		this.out.write(this.out.isTTY ? `\r\x1b[K${words}` : `${words}\n`);
		this.#open = this.out.isTTY;
	}

	/** Ends the line, before something else is printed. */
	clear(): void {
		if (this.#open) this.out.write('\r\x1b[K');
		this.#open = false;
	}

	#begin(name: string, now: number): void {
		this.#part = name;
		this.#begun = now;
		this.#told = now;
	}
}

function leftText(ms: number): string {
	const seconds = Math.ceil(ms / 1000);
	const [chinese, english] =
		seconds < 90
			? [`${seconds} 秒`, `${seconds} s`]
			: [`${Math.ceil(seconds / 60)} 分钟`, `${Math.ceil(seconds / 60)} min`];
	return `还要约 ${chinese} (about ${english} left)`;
}
