import { inBranch, type OrgPath, type Role } from '$lib/store';

/** Whoever asks; null for a visitor. */
export interface Somebody {
	name: string;
	roles: readonly Role[];
	branch: OrgPath;
}

/** What it is about: where it belongs, whose it is, whether its owner lets others use it. */
export interface Thing {
	branch: OrgPath;
	owner?: string;
	shared?: boolean;
}

/** Why not. `not_found`: the thing is none of theirs, so that they are not even told it is there. */
export type Refusal = 'not_signed_in' | 'not_allowed' | 'not_found';

/** The answer to "may they?". */
export type Verdict = { allowed: true } | { allowed: false; reason: Refusal };

type Rule = (person: Somebody, thing: Thing) => true | Refusal;

const is = (person: Somebody, ...roles: Role[]) => roles.some((role) => person.roles.includes(role));
/** The thing belongs to the person's branch or somewhere under it. */
const under = (person: Somebody, { branch }: Thing) => inBranch(branch, person.branch);
/** The thing belongs to the person's branch or somewhere above it. */
const above = (person: Somebody, { branch }: Thing) => inBranch(person.branch, branch);
const allow = (yes: boolean, otherwise: Refusal): true | Refusal => yes || otherwise;

const reads: Rule = (person, thing) =>
	allow(is(person, 'author', 'administrator', 'official') && under(person, thing), 'not_found');
const writes: Rule = (person, thing) => {
	if (reads(person, thing) !== true) return 'not_found';
	return allow(is(person, 'author', 'administrator'), 'not_allowed');
};
/** One's own always; somebody else's where they share it and it is near. */
const uses =
	(near: typeof under): Rule =>
	(person, thing) =>
		allow(
			is(person, 'author') && (thing.owner === person.name || (thing.shared === true && near(person, thing))),
			'not_found'
		);
const writesLessons: Rule = (person) => allow(is(person, 'author'), 'not_allowed');

/**
 * Everything people can do here. A thing that is made is where its maker is. What stations may do is the gateway's table
 * (`server/acl.ts`).
 */
export const rules = {
	/** Look at a lesson being written, its versions and what was said about it; say something. */
	'read draft': reads,
	/** Change, settle, name versions of, decide about what was suggested for. */
	'write draft': writes,
	/** Let out to stations. A lesson that was let out stays with the branch that did: `thing` is its last release. */
	'release draft': writes,
	/** Put into the bin, and out of it again: its author, and who administers there. */
	'throw away draft': (person, thing) => {
		if (writes(person, thing) !== true) return writes(person, thing);
		return allow(thing.owner === person.name || is(person, 'administrator'), 'not_allowed');
	},
	'make lesson': writesLessons,
	'send file': writesLessons,
	'take in package': writesLessons,
	'read package': reads,
	'write package': writes,
	'release package': writes,
	/** Download a release: of one's own branch, of one above or of one below. */
	'take release': (person, thing) => allow(under(person, thing) || above(person, thing), 'not_found'),
	/** Put into a lesson what others keep: a template of a place one belongs to, a question of a place that belongs to one's own. */
	'use template': uses(above),
	'use question': uses(under),
	'make template': writesLessons,
	'keep question': writesLessons,
	'remove template': (person, thing) => allow(thing.owner === person.name, 'not_found'),
	'change question': (person, thing) => {
		if (thing.owner === person.name) return writesLessons(person, thing);
		return uses(under)(person, thing) === true ? 'not_allowed' : 'not_found';
	},
	'list stations': (person) => allow(is(person, 'official'), 'not_allowed'),
	'make station': (person, thing) => allow(is(person, 'official') && under(person, thing), 'not_allowed'),
	'give code': (person, thing) => {
		if (!is(person, 'official')) return 'not_allowed';
		return allow(under(person, thing), 'not_found');
	},
	'see results': (person) => allow(is(person, 'official'), 'not_allowed')
} satisfies Record<string, Rule>;

/** What people can do. */
export type Verb = keyof typeof rules;

/** Whether somebody may do something with a thing; without a thing: with what they would make themselves. */
export function may(person: Somebody | null, verb: Verb, thing?: Thing): Verdict {
	if (!person) return { allowed: false, reason: 'not_signed_in' };
	const said = rules[verb](person, thing ?? { branch: person.branch, owner: person.name });
	return said === true ? { allowed: true } : { allowed: false, reason: said };
}

/** Whether somebody may: {@link may} without the reason. */
export const allows = (person: Somebody | null, verb: Verb, thing?: Thing): boolean =>
	may(person, verb, thing).allowed;
