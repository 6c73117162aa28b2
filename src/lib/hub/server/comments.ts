import { UserError, type Clock } from '$lib/base';
import type { NewRemark, Remark } from '$lib/lesson/comments';
import { commentKind, ids, unitsOfNames, type Comment } from '$lib/store';
import type { Databases } from '$lib/store/node';
import type { Person } from './accounts';
import { hubFull } from './documents';
import type { Drafts } from './drafts';
import { Repository } from './repository';

/** What people say about drafts. Who may read a draft may comment on it; who may change it decides about suggestions. */
export class Comments {
	readonly #comments: Repository<Comment>;

	constructor(
		db: Databases['lessons'],
		private readonly drafts: Pick<Drafts, 'open'>,
		private readonly now: Clock
	) {
		this.#comments = new Repository(db, commentKind, unitsOfNames);
	}

	/** Everything said about a draft. Throws `UserError('not_found')`. */
	async list(draftId: string, by: Person): Promise<Remark[]> {
		await this.drafts.open(draftId, by);
		return (await this.#comments.startingWith(`comment:${draftId}:`)).map(remarkOf);
	}

	/** Keeps a remark, once however often it is sent. Throws `UserError('not_found' | 'not_allowed' | 'hub_disk_full')`. */
	async add(draftId: string, remark: NewRemark, by: Person): Promise<Remark> {
		const { mayEdit } = await this.drafts.open(draftId, by);
		if ((remark.says === 'accepted' || remark.says === 'refused') && !mayEdit)
			throw new UserError('not_allowed');
		if ('thread' in remark && !(await this.#get(draftId, remark.thread))) throw new UserError('not_found');
		const known = await this.#get(draftId, remark.id);
		if (known) return remarkOf(known);
		const comment: Comment = {
			_id: ids.comment(draftId, remark.id),
			kind: 'comment',
			formatVersion: 1,
			...{ draftId, remark, by: by.name, at: this.now() }
		};
		await this.#comments.put(comment).catch(hubFull);
		return remarkOf(comment);
	}

	#get(draftId: string, id: string): Promise<Comment | null> {
		return this.#comments.get(ids.comment(draftId, id));
	}
}

const remarkOf = ({ remark, by, at }: Comment): Remark => ({ ...remark, by, at });
