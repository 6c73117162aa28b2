import { expect, test } from '@playwright/test';
import { needs } from '../../src/routes/needs.fixture';
import { computers } from './computers';
import type { HubProcess } from './hub-process';
import { author, official, signIn } from './steps';

const { startHub, browser } = computers();
const closed = Object.entries(needs).filter(([, need]) => need !== 'anyone');
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** A door's address with something made up in its gaps, and how it is knocked at. */
function knock(hub: HubProcess, door: string): [string, RequestInit] {
	const [name = '', route = ''] = door.split(' ');
	const path = route
		.replaceAll(/\/\([a-z]+\)/g, '')
		.replace('[file]', 'scorm-1.2.zip')
		.replace('[number]', '1')
		.replace('/[...path]', '')
		.replaceAll(/\[[a-z]+\]/g, 'madeup0000');
	const query = route.includes('/course/') ? '?title=t&lesson=madeup0000' : '';
	if (!methods.includes(name))
		return [
			`${hub.origin}${path}${name === 'default' ? '' : `?/${name}`}`,
			{ method: 'POST', body: new URLSearchParams({ change: '{}', lessonId: 'madeup0000', station: 'x' }) }
		];
	const bare = ['GET', 'HEAD'].includes(name);
	const headers: Record<string, string> = route.startsWith('/uploads')
		? { 'tus-resumable': '1.0.0', 'upload-length': '1', 'upload-offset': '0' }
		: { 'content-type': 'application/json' };
	return [`${hub.origin}${path}${query}`, { method: name, headers, body: bare ? null : '{}' }];
}

async function statusOf(hub: HubProcess, door: string, headers: Record<string, string>): Promise<number> {
	const [address, how] = knock(hub, door);
	const all = { origin: hub.origin, accept: 'application/json', ...how.headers, ...headers };
	const answer = await fetch(address, { ...how, headers: all, redirect: 'manual' });
	const text = await answer.text();
	// A form action's own status is told inside.
	const inside = /^\{"type":"(?:failure|error|redirect)","status":(\d+)/.exec(text)?.[1];
	return inside ? Number(inside) : answer.status;
}

test('over the wire, too, nobody gets in by a made-up, spent or foreign credential', async () => {
	const hub = await startHub();
	const page = await browser().open();
	await signIn(page, hub, author);
	const cookieOf = async () =>
		(await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	const mine = await cookieOf();
	const name = mine.split('=')[0];
	// What is signed in is let through to where the made-up thing is looked for.
	for (const door of ['GET /drafts/[draft]', 'GET /library/[lesson]'])
		expect(await statusOf(hub, door, { cookie: mine })).toBe(404);

	for (const [door] of closed) {
		for (const headers of [
			{},
			{ cookie: `${name}=madeup` },
			{ cookie: `${name}=${'x'.repeat(4000)}` },
			{ authorization: 'Bearer madeup.madeup' }
		] as Record<string, string>[])
			expect([401, 403], `${door} ${JSON.stringify(headers).slice(0, 60)}`).toContain(
				await statusOf(hub, door, headers)
			);
		// Another site's page, opened where somebody is signed in.
		if (/^(GET|HEAD) /.test(door)) continue;
		for (const origin of ['https://elsewhere.example', 'null', hub.contentOrigin])
			expect(await statusOf(hub, door, { cookie: mine, origin }), `${door} from ${origin}`).toBe(403);
	}

	await page.request.post(`${hub.origin}/sign-out`, { headers: { origin: hub.origin } });
	for (const [door] of closed)
		expect([401, 403], door).toContain(await statusOf(hub, door, { cookie: mine }));

	// Whoever is signed in may do what their role may, and nothing else.
	await signIn(page, hub, official);
	const theirs = await cookieOf();
	for (const door of ['create /(desk)/(author)/lessons', 'POST /uploads/[...path]'])
		expect(await statusOf(hub, door, { cookie: theirs }), door).toBe(403);
});
