import fc from 'fast-check';
import { Node } from 'prosemirror-model';
import { describe, expect, it } from 'vitest';
import type { NodeJson } from './block';
import { schema } from './schema';
import { unwrapUnknown, wrapUnknown } from './unknown-nodes';

const text = (value: string, ...marks: object[]) => ({
	type: 'text',
	text: value,
	...(marks.length ? { marks } : {})
});
const para = (...content: object[]) => ({ type: 'paragraph', attrs: { id: null }, content });
const page = (...blocks: unknown[]) =>
	({ type: 'page', attrs: { id: null, sid: null }, content: [{ type: 'pageTitle' }, ...blocks] }) as NodeJson;
const doc = (...pages: unknown[]) => ({ type: 'doc', content: pages }) as NodeJson;
const types = (node: NodeJson): string[] => (node.content ?? []).map((child) => child.type);
const option = (key: unknown, extra = {}) => ({ type: 'option', attrs: { key, correct: false, ...extra } });
const choice = (...options: object[]) => ({
	type: 'singleChoice',
	attrs: { id: null, sid: 3, weight: 1 },
	content: [{ type: 'prompt' }, ...options, { type: 'explanation' }]
});

/** What an editor makes of a document: it reads it with the schema and writes it again. */
function throughEditor(wrapped: NodeJson): NodeJson {
	const node = Node.fromJSON(schema, wrapped);
	node.check();
	return node.toJSON() as NodeJson;
}

const strange: [string, unknown][] = [
	['an unknown block', { type: 'map', attrs: { place: [1, 2] } }],
	['an unknown attribute', { ...para(), attrs: { id: null, colour: 'red' } }],
	['an attribute named like something every object has', { ...para(), attrs: { id: null, toString: 1 } }],
	['an attribute with an impossible value', { ...para(), attrs: { id: '!' } }],
	['an unknown mark', para(text('x', { type: 'blink' }))],
	['an unknown attribute of a mark', para(text('x', { type: 'strong', attrs: { weight: 900 } }))],
	['an unknown field of a mark', para(text('x', { type: 'em', since: 2 }))],
	['a mark where none may be', { ...para(), marks: [{ type: 'strong' }] }],
	['an unknown field', { ...para(), style: 'wide' }],
	['text on a block', { ...para(), text: 'lost' }],
	['an unknown node deep inside', choice(option('a'), option('b'), { type: 'hint' })],
	['an unknown attribute deep inside', choice(option('a', { pays: 2 }), option('b'))],
	['an impossible attribute deep inside', choice(option('AB'), option('b'))],
	['too few options', choice(option('a'))],
	['a node that is no block', option('a')],
	['running text', text('bare')],
	['a page in a page', page(para())],
	['a second title', { type: 'pageTitle' }],
	['an unknown that is none of ours', { type: 'unknown', attrs: { json: 'not json' } }],
	['an unknown with more to it', { type: 'unknown', attrs: { json: '1', more: 2 } }],
	[
		'an unknown inside a list item',
		{ type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'unknown' }] }] }
	],
	['content that is no list', { ...para(), content: { 0: text('x') } }],
	['attributes that are no object', { ...para(), attrs: 'id' }],
	['empty text', para(text(''))],
	['no node at all', null],
	['a number', 7]
];

describe('a block that cannot be read in full', () => {
	it.each(strange)('%s becomes one atom, and comes out as it went in', (_, block) => {
		const given = doc(page(para(text('before')), block, para()));
		const wrapped = wrapUnknown(given);
		expect(types(wrapped.content?.[0] as NodeJson)).toEqual([
			'pageTitle',
			'paragraph',
			'unknown',
			'paragraph'
		]);
		expect(unwrapUnknown(throughEditor(wrapped)).content?.[0]?.content?.[2]).toEqual(block);
		expect(unwrapUnknown(wrapped)).toEqual(given);
	});

	it('stays one atom when it was wrapped already', () => {
		const once = wrapUnknown(doc(page({ type: 'map' }), { type: 'film' }));
		expect(wrapUnknown(once)).toEqual(once);
	});
});

describe('a page that cannot be read in full', () => {
	it.each([
		['an unknown page type', { type: 'slide', content: [para()] }],
		['an unknown attribute', { ...page(para()), attrs: { id: null, sid: 1, background: 'blue' } }],
		['an impossible attribute', { ...page(para()), attrs: { id: null, sid: -1 } }],
		['an unknown field', { ...page(para()), hidden: true }],
		['no title', { type: 'page', content: [para()] }],
		[
			'an unknown mark in its title',
			{ type: 'page', content: [{ type: 'pageTitle', content: [text('x', { type: 'em' })] }, para()] }
		],
		['no block', { type: 'page', content: [{ type: 'pageTitle' }] }],
		['nothing', { type: 'page' }],
		['content that is no list', { type: 'page', content: 'x' }],
		['no node', null]
	])('%s becomes one atom', (_, strangePage) => {
		const given = doc(page(para()), strangePage);
		const wrapped = wrapUnknown(given);
		expect(types(wrapped)).toEqual(['page', 'unknown']);
		expect(unwrapUnknown(throughEditor(wrapped)).content?.[1]).toEqual(strangePage);
	});
});

describe('whatever is stored', () => {
	const jsonish = fc.jsonValue({ maxDepth: 3 });
	const nodeish = fc
		.letrec<{ node: unknown }>((tie) => ({
			node: fc.oneof(
				{ maxDepth: 4 },
				jsonish,
				fc.record(
					{
						type: fc.constantFrom(...Object.keys(schema.nodes), 'map', 'constructor', '__proto__'),
						attrs: fc.oneof(
							jsonish,
							fc.dictionary(
								fc.constantFrom('id', 'sid', 'json', 'key', 'level', 'media', 'constructor'),
								jsonish
							)
						),
						content: fc.oneof(fc.array(tie('node'), { maxLength: 4 }), jsonish),
						marks: fc.oneof(fc.array(fc.record({ type: fc.constantFrom('strong', 'em', 'blink') })), jsonish),
						text: fc.oneof(fc.string(), jsonish),
						extra: jsonish
					},
					{ requiredKeys: ['type'] }
				)
			)
		}))
		.node.map((value): unknown => JSON.parse(JSON.stringify(value)));

	/** Our own atom in a stored document is by definition what it holds. */
	const isOurs = (block: unknown) =>
		JSON.stringify(wrapUnknown(doc(block)).content?.[0]) === JSON.stringify(block);

	it('survives being opened and stored, and an editor can hold it', () => {
		fc.assert(
			fc.property(nodeish, (block) => {
				fc.pre(!isOurs(block));
				for (const given of [doc(block), doc(page(block)), doc(page(para(), block), page(para()))]) {
					const wrapped = wrapUnknown(given);
					expect(unwrapUnknown(wrapped)).toEqual(given);
					expect(wrapUnknown(wrapped)).toEqual(wrapped);
					throughEditor(wrapped);
				}
			}),
			{ numRuns: 2000 }
		);
	});
});

describe('a document that is known', () => {
	const words = fc.string({ minLength: 1, maxLength: 6 });
	const inline = fc.array(
		fc.oneof(
			words.map((value) => text(value)),
			words.map((value) => text(value, { type: 'strong' })),
			fc.constant({ type: 'hardBreak' })
		),
		{ maxLength: 4 }
	);
	const id = fc.option(fc.stringMatching(/^[0-9a-z]{6,32}$/), { nil: null });
	const sid = fc.option(fc.integer({ min: 1, max: 65535 }), { nil: null });
	const paragraph = fc.record({ type: fc.constant('paragraph'), attrs: fc.record({ id }), content: inline });
	const block = fc.oneof(
		paragraph,
		fc.record({
			type: fc.constant('heading'),
			attrs: fc.record({ id, level: fc.constantFrom(2, 3) }),
			content: inline
		}),
		fc.record({
			type: fc.constant('bulletList'),
			attrs: fc.record({ id }),
			content: fc.array(fc.record({ type: fc.constant('listItem'), content: fc.tuple(paragraph) }), {
				minLength: 1
			})
		}),
		fc.record({
			type: fc.constant('discussion'),
			attrs: fc.record({
				id,
				sid,
				minutes: fc.integer({ min: 1, max: 240 }),
				by: fc.constantFrom('group', 'person')
			}),
			content: fc.tuple(fc.record({ type: fc.constant('prompt'), content: inline }))
		})
	);

	it('is not changed by being opened', () => {
		const pages = fc.array(fc.array(block, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });
		fc.assert(
			fc.property(pages, (blocks) => {
				const given = doc(...blocks.map((some) => page(...some)));
				expect(wrapUnknown(given)).toEqual(given);
				expect(unwrapUnknown(given)).toEqual(given);
			})
		);
	});
});
