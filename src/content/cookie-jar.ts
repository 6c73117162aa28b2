/** One cookie; without a date it lasts as long as the launch. */
interface Cookie {
	name: string;
	value: string;
	expires: number | null;
}

const mostCookies = 180;
const largest = 4096;

/**
 * The cookies of one launch, as `document.cookie` reads and writes them (RFC 6265 §5.2). They stand in no browser's store: there
 * they would be seen by whoever comes later. Path and domain are not minded, because everything in a launch is one package.
 */
export class CookieJar {
	readonly #cookies = new Map<string, Cookie>();

	constructor(private readonly changed: () => void) {}

	/** What a page reads. */
	read(now = Date.now()): string {
		return this.#alive(now)
			.map(({ name, value }) => (name === '' ? value : `${name}=${value}`))
			.join('; ');
	}

	/** What a page writes. */
	write(text: string, now = Date.now()): void {
		const [pair = '', ...attributes] = text.split(';');
		if (pair.length > largest) return;
		const cut = pair.indexOf('=');
		const name = cut < 0 ? '' : pair.slice(0, cut).trim();
		const value = pair.slice(cut + 1).trim();
		if (name === '' && value === '') return;
		const expires = expiryOf(attributes, now);
		this.#cookies.delete(name);
		if (expires === null || expires > now) this.#cookies.set(name, { name, value, expires });
		for (const oldest of this.#cookies.keys())
			if (this.#cookies.size > mostCookies) this.#cookies.delete(oldest);
		this.changed();
	}

	/** Those that outlive the launch. */
	lasting(now = Date.now()): { name: string; value: string; expires: number }[] {
		return this.#alive(now).flatMap(({ expires, ...rest }) =>
			expires === null ? [] : [{ ...rest, expires }]
		);
	}

	/** Puts back what an earlier launch left. */
	restore(cookies: readonly { name: string; value: string; expires: number }[]): void {
		for (const cookie of cookies) this.#cookies.set(cookie.name, cookie);
	}

	#alive(now: number): Cookie[] {
		return [...this.#cookies.values()].filter(({ expires }) => expires === null || expires > now);
	}
}

/** `max-age` goes before `expires`; null for the length of the launch. */
function expiryOf(attributes: string[], now: number): number | null {
	const said = new Map(
		attributes.map((one) => {
			const [name = '', value = ''] = one.split(/=(.*)/s);
			return [name.trim().toLowerCase(), value.trim()];
		})
	);
	const age = said.get('max-age');
	if (age !== undefined && /^-?\d+$/.test(age)) return Number(age) <= 0 ? 0 : now + Number(age) * 1000;
	const date = Date.parse(said.get('expires') ?? '');
	return Number.isNaN(date) ? null : date;
}
