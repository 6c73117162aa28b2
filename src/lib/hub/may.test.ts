import type { OrgPath, Role } from '$lib/store';
import { expect, test } from 'vitest';
import { may, rules, type Verb } from './may';

const here = ['省', '市', '县'];
/** Where a thing can be, seen from somebody of the county. */
const places: Record<string, OrgPath> = {
	same: here,
	below: [...here, '镇'],
	above: ['省'],
	beside: ['省', '市', '邻县'],
	elsewhere: ['别省']
};
const everyone: (Role | 'nobody')[] = ['author', 'official', 'administrator', 'nobody'];

/** For each verb who may where, of things that are somebody else's and not shared. All the rest is refused. */
const lets: Record<Verb, Partial<Record<Role | 'nobody', string>>> = {
	'read draft': { author: 'same below', official: 'same below', administrator: 'same below' },
	'write draft': { author: 'same below', administrator: 'same below' },
	'release draft': { author: 'same below', administrator: 'same below' },
	'throw away draft': { administrator: 'same below' },
	'make lesson': { author: 'same below above beside elsewhere' },
	'send file': { author: 'same below above beside elsewhere' },
	'take in package': { author: 'same below above beside elsewhere' },
	'read package': { author: 'same below', official: 'same below', administrator: 'same below' },
	'write package': { author: 'same below', administrator: 'same below' },
	'release package': { author: 'same below', administrator: 'same below' },
	'take release': {
		author: 'same below above',
		official: 'same below above',
		administrator: 'same below above',
		nobody: 'same below above'
	},
	'use template': {},
	'use question': {},
	'make template': { author: 'same below above beside elsewhere' },
	'keep question': { author: 'same below above beside elsewhere' },
	'remove template': {},
	'change question': {},
	'list stations': { official: 'same below above beside elsewhere' },
	'make station': { official: 'same below' },
	'give code': { official: 'same below' },
	'see results': { official: 'same below above beside elsewhere' }
};

const verbs = Object.keys(rules) as Verb[];
const cases = verbs.flatMap((verb) =>
	everyone.flatMap((role) => Object.keys(places).map((place) => ({ verb, role, place })))
);

test.each(cases)('$role × $verb × $place', ({ verb, role, place }) => {
	const person = { name: '周', roles: role === 'nobody' ? [] : [role], branch: here };
	const verdict = may(person, verb, { branch: places[place] ?? [], owner: '别人', shared: false });
	expect(verdict.allowed).toBe(lets[verb][role]?.split(' ').includes(place) ?? false);
});

test.each(verbs)('a visitor may not %s, and is asked to sign in', (verb) => {
	expect(may(null, verb, { branch: [] })).toEqual({ allowed: false, reason: 'not_signed_in' });
});

test('what belongs to others is not even told to be there; what one may look at and not change is said so', () => {
	const official = { name: '刘', roles: ['official' as const], branch: here };
	expect(may(official, 'write draft', { branch: ['别省'] })).toEqual({ allowed: false, reason: 'not_found' });
	expect(may(official, 'write draft', { branch: here })).toEqual({ allowed: false, reason: 'not_allowed' });
	expect(may(official, 'give code', { branch: ['别省'] })).toEqual({ allowed: false, reason: 'not_found' });
	expect(may(official, 'make lesson')).toEqual({ allowed: false, reason: 'not_allowed' });
});

test.each([
	['use template', ['same', 'above']],
	['use question', ['same', 'below']]
] as const)('%s: one’s own always, shared ones of %j', (verb, near) => {
	const author = { name: '周', roles: ['author' as const], branch: here };
	const shared = (place: string) =>
		may(author, verb, { branch: places[place] ?? [], owner: '别人', shared: true }).allowed;
	expect(Object.keys(places).filter(shared)).toEqual([...near]);
	expect(may(author, verb, { branch: ['别省'], owner: '周' }).allowed).toBe(true);
	expect(may({ ...author, roles: ['official'] }, verb, { branch: here, owner: '周' }).allowed).toBe(false);
});

test('an author throws away lessons of their own, and not those of a colleague', () => {
	const author = { name: '周', roles: ['author' as const], branch: here };
	expect(may(author, 'throw away draft', { branch: here, owner: '周' }).allowed).toBe(true);
	expect(may(author, 'throw away draft', { branch: here, owner: '别人' })).toMatchObject({
		reason: 'not_allowed'
	});
});

test('only its owner changes a question or takes a template away', () => {
	const author = { name: '周', roles: ['author' as const], branch: here };
	for (const owner of ['周', '别人']) {
		expect(may(author, 'remove template', { branch: here, owner, shared: true }).allowed).toBe(
			owner === '周'
		);
		expect(may(author, 'change question', { branch: here, owner, shared: true }).allowed).toBe(
			owner === '周'
		);
	}
	expect(may(author, 'change question', { branch: here, owner: '别人', shared: true })).toMatchObject({
		reason: 'not_allowed'
	});
	expect(may(author, 'change question', { branch: here, owner: '别人' })).toMatchObject({
		reason: 'not_found'
	});
});
