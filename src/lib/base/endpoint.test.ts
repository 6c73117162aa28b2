import * as v from 'valibot';
import { expect, test } from 'vitest';
import { get, post, readAnswer, readLine, requestOf, urlOf, type UserErrorCode } from '.';

const version = get('/drafts/[draft]/versions/[number]', v.object({ at: v.number() }));
const save = post('/drafts/[draft]', v.object({ version: v.number() }), v.object({ base: v.number() }));
const news = get(
	'/news',
	v.object({}),
	v.object({ head: v.optional(v.string()), site: v.optional(v.string()) })
);

test('an address carries what its path asks for, whatever is in it', () => {
	expect(urlOf(version, { draft: 'a/b?c', number: 3 })).toBe('/drafts/a%2Fb%3Fc/versions/3');
	expect(urlOf(save, { draft: 'd', body: { base: 1 } })).toBe('/drafts/d');
});

test('what is left out of a query is not asked', () => {
	expect(urlOf(news, { body: { head: '1-a&b', site: undefined } })).toBe('/news?head=1-a%26b');
});

test('a body goes as JSON; what is only read has none', () => {
	expect(requestOf(save, { draft: 'd', body: { base: 1 } })).toMatchObject({
		method: 'POST',
		body: '{"base":1}'
	});
	expect(requestOf(version, { draft: 'd', number: 1 })).toEqual({});
	expect(requestOf(post('/x', v.object({})), {})).toMatchObject({ body: '{}' });
});

test('an answer is read as it was agreed', async () => {
	expect(await readAnswer(version, Response.json({ at: 5, more: true }))).toEqual({ at: 5 });
});

test.each<[string, Response, UserErrorCode]>([
	['of another shape', Response.json({ at: 'yesterday' }), 'not_understood'],
	['that says nothing', Response.json(null), 'not_understood'],
	['that is a page of a proxy', new Response('<html>please pay</html>'), 'hub_unreachable'],
	['cut short', new Response('{"at": 5'), 'hub_unreachable'],
	['of a hub that refuses', Response.json({ error: 'not_allowed' }, { status: 403 }), 'not_allowed'],
	['of a gateway', new Response('Bad Gateway', { status: 502 }), 'hub_unreachable']
])('an answer %s is a failure with a name', async (_, response, code) => {
	await expect(readAnswer(version, response)).rejects.toMatchObject({ code });
});

test('a line is read as an answer is', () => {
	expect(readLine(version, '{"at":1}')).toEqual({ at: 1 });
	expect(() => readLine(version, '{"at":')).toThrow(expect.objectContaining({ code: 'hub_unreachable' }));
	expect(() => readLine(version, '{}')).toThrow(expect.objectContaining({ code: 'not_understood' }));
});
