import { UserError } from '$lib/base';

/** How our databases are called when the address does not say otherwise. */
const usualPrefix = 'yuanke-';

/**
 * A CouchDB and how our databases are called there. The password stays inside: nothing that is printed, thrown or logged of a
 * place holds it.
 */
export class CouchPlace {
	readonly #password: string;

	private constructor(
		/** The server, without a name, password or slash at the end: `http://127.0.0.1:5984`. */
		readonly server: string,
		/** What the names of our databases begin with. */
		readonly prefix: string,
		/** Who we are there; null when nobody. */
		readonly user: string | null,
		password: string
	) {
		this.#password = password;
	}

	/**
	 * Reads `COUCHDB_URL`: `http://name:password@host:5984/`, or with a prefix of one's own after the last slash:
	 * `http://…:5984/county-`. Throws `UserError('hub_database_address')`.
	 */
	static read(text: string): CouchPlace {
		// What cannot be read may hold the password: it is not told.
		if (!URL.canParse(text)) throw new UserError('hub_database_address', { address: '…' });
		const { protocol, host, pathname, username, password, search, hash } = new URL(text);
		const cut = pathname.lastIndexOf('/');
		const prefix = decodeURIComponent(pathname.slice(cut + 1)) || usualPrefix;
		const server = `${protocol}//${host}${pathname.slice(0, cut).replace(/\/+$/, '')}`;
		if (!/^https?:$/.test(protocol) || search || hash || !/^[a-z][a-z0-9_-]{0,60}$/.test(prefix))
			throw new UserError('hub_database_address', { address: server + pathname.slice(cut) });
		const user = username ? decodeURIComponent(username) : null;
		return new CouchPlace(server, prefix, user, decodeURIComponent(password));
	}

	/** Another place on the same server, as the same user. */
	withPrefix(prefix: string): CouchPlace {
		return new CouchPlace(this.server, prefix, this.user, this.#password);
	}

	/** The address of a database by our name for it. */
	address(name: string): string {
		return `${this.server}/${this.prefix}${name}`;
	}

	/** What a request says of who we are. */
	headers(): Record<string, string> {
		if (this.user === null) return {};
		return { authorization: `Basic ${Buffer.from(`${this.user}:${this.#password}`).toString('base64')}` };
	}
}
