import { base64url, normaliseName, sha256, UserError, type Clock } from '$lib/base';
import {
	accountKind,
	ids,
	sessionKind,
	unitsOfNames,
	type Account,
	type OrgPath,
	type Role,
	type Session,
	type UnitsOf
} from '$lib/store';
import type { Databases } from '$lib/store/node';
import { unlessConflict, statusOf } from './documents';
import { hashPassword, isWeak, nobody, passwordFits } from './passwords';
import { Repository } from './repository';
import { SetupCode } from './setup-code';
import { forgetOldPairs, SharedTryCounts } from './shared-try-counts';
import { Tries } from './tries';

/** `__Host-`: the browser takes it only from this very origin, over https (or on this computer), for every path. */
export const sessionCookie = '__Host-yuanke';

/** How long a session lasts without signing in again, in ms. */
export const sessionLife = 14 * 24 * 3600_000;

/** What a request may know of who is signed in. */
export interface Person {
	name: string;
	roles: Role[];
	branch: OrgPath;
}

/** People, their roles and sessions. Names sign in, not addresses: villages have no e-mail. */
export class Accounts {
	readonly #accounts: Repository<Account>;
	readonly #sessions: Repository<Session>;
	readonly #tries: Tries;
	readonly #setup: SetupCode;

	constructor(
		private readonly db: Databases['accounts'],
		private readonly now: Clock,
		unitsOf: UnitsOf = unitsOfNames,
		/** Whether other processes let people in, too. */
		private readonly shared = false
	) {
		this.#setup = new SetupCode(db);
		this.#accounts = new Repository(db, accountKind, unitsOf);
		this.#sessions = new Repository(db, sessionKind, unitsOf);
		// Whole offices come from one address; whoever gets in is not counted.
		this.#tries = new Tries(
			{ pair: 8, address: 60, name: 30 },
			shared ? new SharedTryCounts(db, 'sign-in') : undefined
		);
	}

	/** The code the first visitor must type to become administrator; null once there is an account. */
	async setupCode(): Promise<string | null> {
		const any = await this.db.allDocs({ startkey: 'account:', endkey: 'account:\uffff', limit: 1 });
		return any.rows.length ? null : this.#setup.get();
	}

	/**
	 * Makes the first administrator; `from` is the visitor's address.
	 * Throws `UserError('wrong_code' | 'too_many_tries' | …)` as {@link create} does.
	 */
	async setUp(code: string, name: string, password: string, from: string): Promise<void> {
		const attempt = await this.#tries.begin('setup', from);
		const wanted = await this.setupCode();
		if (!wanted || !this.#setup.isSame(wanted, code)) throw new UserError('wrong_code');
		await attempt.succeeded();
		await this.#setup.useFor(() => this.create(name, password, ['administrator', 'official', 'author'], []));
	}

	/** Throws `UserError('name_taken' | 'password_short')`. */
	async create(name: string, password: string, roles: Role[], branch: OrgPath): Promise<void> {
		if (!normaliseName(name)) throw new UserError('name_taken', { name });
		if ([...password].length < 8) throw new UserError('password_short', { least: 8 });
		const account: Account = {
			_id: ids.account(normaliseName(name)),
			kind: 'account',
			formatVersion: 2,
			name: name.trim(),
			roles,
			branch,
			password: await hashPassword(password)
		};
		await this.#accounts.put(account).catch((cause: unknown) => {
			throw statusOf(cause) === 409 ? new UserError('name_taken', { name }, { cause }) : cause;
		});
	}

	/** Whether somebody of a name has a certain password. Not for visitors: nothing is counted. */
	async hasPassword(name: string, password: string): Promise<boolean> {
		const account = await this.#accounts.get(ids.account(normaliseName(name)));
		return account !== null && passwordFits(password, account.password);
	}

	/**
	 * Opens a session and gives its token; `from` is the visitor's address.
	 * Throws `UserError('wrong_password' | 'too_many_tries')`.
	 */
	async signIn(name: string, password: string, from: string): Promise<string> {
		const id = ids.account(normaliseName(name));
		const attempt = await this.#tries.begin(id, from);
		const account = await this.#accounts.get(id);
		// The same work for a name that does not exist, so that the answer's time tells nothing.
		const fits = await passwordFits(password, account?.password ?? nobody, attempt.lane);
		if (!fits || !account) throw new UserError('wrong_password');
		await attempt.succeeded();
		if (isWeak(account.password)) await this.#rehash(account, password);
		const token = base64url(crypto.getRandomValues(new Uint8Array(32)));
		const session: Session = {
			_id: `session:${await sha256(token)}`,
			kind: 'session',
			formatVersion: 1,
			account: id,
			expiresAt: this.now() + sessionLife
		};
		await this.#sessions.put(session);
		return token;
	}

	/** Who a session's token belongs to; null when it is unknown or over. */
	async who(token: string): Promise<Person | null> {
		const session = await this.#sessions.get(`session:${await sha256(token)}`);
		if (!session) return null;
		if (session.expiresAt < this.now()) {
			await this.#sessions.remove(session);
			return null;
		}
		const account = await this.#accounts.get(session.account);
		return account && { name: account.name, roles: account.roles, branch: account.branch };
	}

	/** Ends a session; an unknown one is none. */
	async signOut(token: string): Promise<void> {
		const session = await this.#sessions.get(`session:${await sha256(token)}`);
		if (session) await this.#sessions.remove(session);
	}

	/** Removes sessions that are over, and forgets who came from where long ago. A chore. */
	async tidy(): Promise<void> {
		for await (const some of this.#sessions.portions('session:'))
			for (const session of some)
				// Another process may have removed it.
				if (session.expiresAt < this.now()) await this.#sessions.remove(session).catch(unlessConflict);
		if (this.shared) await forgetOldPairs(this.db, this.now());
	}

	/** Stores a password under today's cost; that its owner signs in does not depend on it. */
	async #rehash(account: Account, password: string): Promise<void> {
		const renewed = { ...account, password: await hashPassword(password) };
		await this.#accounts
			.put(renewed)
			.catch((error: unknown) => console.error('A password was not hashed anew:', error));
	}
}
