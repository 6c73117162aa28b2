import { UserError, type Clock } from '$lib/base';
import { draftMediaOf, newLesson } from '$lib/lesson';
import {
	readQuestion,
	withoutNumbers,
	type BankAsked,
	type BankChange,
	type BankPage,
	type QuestionToKeep
} from '$lib/lesson/bank';
import { bankKind, ids, unitsOfNames, type BankDocument, type ShownQuestion, type UnitsOf } from '$lib/store';
import type { Databases } from '$lib/store/node';
import { allows } from '../may';
import type { Person } from './accounts';
import { mustMay } from './must-may';
import { hubFull } from './documents';
import { fileIds, isTitled, rowIds, type Lookup } from './lookup';
import { Repository } from './repository';

/** How many questions are listed at once. */
const listed = 50;

const isRemoved = ({ removedAt }: BankDocument) => typeof removedAt === 'number';

const mayUse = (person: Person, kept: BankDocument): boolean =>
	!isRemoved(kept) && allows(person, 'use question', kept);

/** Questions authors have kept for other lessons. */
export class Bank {
	readonly #kept: Repository<BankDocument>;

	constructor(
		db: Databases['lessons'],
		private readonly lookup: Lookup,
		/** Whether a person may see a file already: nobody comes to one by keeping a question that names it. */
		private readonly mayRead: (sha256: string, person: Person) => Promise<boolean>,
		private readonly now: Clock,
		unitsOf: UnitsOf = unitsOfNames
	) {
		this.#kept = new Repository(db, bankKind, unitsOf);
	}

	/** Keeps a question, once however often it is sent. Throws `UserError('not_allowed' | 'lesson_invalid' | 'hub_disk_full')`. */
	async keep({ id, question, shared, words }: QuestionToKeep, by: Person): Promise<void> {
		mustMay(by, 'keep question');
		const content = await this.#contentOf(question, by);
		if (await this.#kept.get(ids.bank(id))) return;
		const kept: BankDocument = {
			...{ _id: ids.bank(id), kind: 'bank', formatVersion: 2, id },
			...{ owner: by.name, branch: by.branch, shared, words, created: this.now() },
			...content
		};
		await this.#kept.put(kept).catch(hubFull);
	}

	/**
	 * Changes a kept question, for its owner only. Lessons it was put into hold copies and stay as they are.
	 * Throws `UserError('not_found' | 'not_allowed' | 'lesson_invalid' | 'hub_disk_full')`.
	 */
	async change(id: string, { question, removed, ...said }: BankChange, by: Person): Promise<void> {
		const kept = await this.#kept.get(ids.bank(id));
		if (!kept || (kept.owner !== by.name && isRemoved(kept))) throw new UserError('not_found');
		mustMay(by, 'change question', kept);
		const content = question === undefined ? {} : await this.#contentOf(question, by);
		const removedAt = removed === undefined ? (kept.removedAt ?? null) : removed ? this.now() : null;
		await this.#kept.put({ ...kept, ...said, ...content, removedAt }).catch(hubFull);
	}

	/** The questions a person may use, newest first, at most so many, as far as they are what is looked for. */
	async list(by: Person, asked: BankAsked = {}, limit = listed): Promise<BankPage> {
		const { find = '', kind = '', whose = 'all', from } = asked;
		const rows = await this.lookup.now();
		const isFound = isTitled(find);
		const isWanted = (shown: ShownQuestion) =>
			(!kind || shown.type === kind) &&
			(whose !== 'shared' || shown.shared) &&
			allows(by, 'use question', shown) &&
			isFound({ title: shown.text });
		const own = rowIds.questionsOf(by.name);
		const starts = whose === 'mine' ? [own] : [own, rowIds.list('question', by.branch)];
		const { ids, searchedTo } = await rows.merged<ShownQuestion>('bank', starts, limit, isWanted, from);
		const questions = (await this.#kept.some(ids))
			.filter((kept) => mayUse(by, kept))
			.map(({ id, question, words, owner, shared, created }) => ({
				...{ id, question, words, owner, shared, created },
				mine: owner === by.name
			}));
		return { questions, from: searchedTo };
	}

	/** Whether a person may see a file because a question they may use names it. */
	async mayReadFile(sha256: string, by: Person): Promise<boolean> {
		if (!allows(by, 'use question', { branch: by.branch, owner: by.name })) return false;
		const rows = await this.lookup.now();
		return (
			(await rows.any(fileIds.of(sha256, 'question', by.name))) ||
			(await rows.any(fileIds.at(sha256, 'question', by.branch)))
		);
	}

	/** A question as it is stored, and the files it names, all of which the person may see. */
	async #contentOf(question: unknown, by: Person): Promise<Pick<BankDocument, 'question' | 'media'>> {
		const read = readQuestion(question);
		if (!read) throw new UserError('lesson_invalid', { where: 'question' });
		const { settings } = newLesson('', 'zh-CN');
		const files = draftMediaOf({ settings, doc: { type: 'doc', content: [read] } });
		const media = files.map(({ sha256 }) => sha256);
		for (const sha256 of media) if (!(await this.mayRead(sha256, by))) throw new UserError('not_allowed');
		return { question: { ...withoutNumbers(read) }, media };
	}
}
