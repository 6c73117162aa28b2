import { describe, expect, it } from 'vitest';
import { Connection } from './connection';
import { findApi, type LmsApi } from './find-api';

const windowWith = (more: object): Window => {
	const made = { ...more } as { parent?: unknown; top?: unknown };
	made.parent ??= made;
	made.top ??= made;
	return made as unknown as Window;
};

describe('finding the API', () => {
	const api = {};
	it('climbs from frame to frame, and takes only the version asked for', () => {
		const top = windowWith({ API_1484_11: api, API: { other: true } });
		const frame = windowWith({ parent: windowWith({ parent: top, top }), top });
		expect(findApi(frame, '2004')).toBe(api);
		expect(findApi(windowWith({ parent: windowWith({ API: api }) }), '2004')).toBeNull();
	});
	it('looks through the windows that opened this one', () => {
		const opener = windowWith({ parent: windowWith({ API: api }) });
		expect(findApi(windowWith({ opener }), '1.2')).toBe(api);
		const top = windowWith({ opener });
		expect(findApi(windowWith({ parent: top, top }), '1.2')).toBe(api);
	});
	it('stops at a window of another origin', () => {
		const foreign = new Proxy(
			{},
			{
				get: () => {
					throw new DOMException('blocked', 'SecurityError');
				}
			}
		);
		expect(findApi(windowWith({ parent: foreign, top: foreign }), '2004')).toBeNull();
	});
	it('does not run for ever where windows open each other in a ring', () => {
		const a: Record<string, unknown> = {};
		const b = windowWith({ opener: a });
		Object.assign(a, { parent: a, top: a, opener: b });
		expect(findApi(a as unknown as Window, '1.2')).toBeNull();
	});
});

describe('a session with an LMS', () => {
	function lms(answers: Record<string, unknown> = {}): { api: LmsApi; calls: string[] } {
		const calls: string[] = [];
		const names = ['Initialize', 'Terminate', 'GetValue', 'SetValue', 'Commit', 'GetLastError'];
		const api = Object.fromEntries(
			names.map((name) => [
				name,
				(...args: string[]) => {
					calls.push([name, ...args].join(' '));
					const answer = name in answers ? answers[name] : 'true';
					return typeof answer === 'function' ? (answer as () => unknown)() : answer;
				}
			])
		);
		return { api, calls };
	}
	it('starts once and finishes once', () => {
		const { api, calls } = lms();
		const connection = new Connection('2004', api);
		expect([connection.start(), connection.start()]).toEqual([true, true]);
		expect([connection.finish(), connection.finish()]).toEqual([true, true]);
		expect(connection.start()).toBe(false);
		expect(calls).toEqual(['Initialize ', 'Terminate ']);
	});
	it('takes true for "true", and false without an error for done', () => {
		const connection = new Connection(
			'2004',
			lms({ Initialize: true, SetValue: 'false', GetLastError: 0 }).api
		);
		expect(connection.start()).toBe(true);
		expect(connection.set('cmi.location', '1')).toBe(true);
		expect(new Connection('2004', lms({ Initialize: 'false' }).api).start()).toBe(false);
	});
	it('goes on with a session that is open already, and with no other', () => {
		const start = (version: '1.2' | '2004', answers: Record<string, unknown>) => {
			const { api } = lms({ Initialize: 'false', ...answers });
			const named = Object.entries(api).map(([name, call]) => [
				version === '1.2' ? `LMS${name.replace('Terminate', 'Finish')}` : name,
				call
			]);
			return new Connection(version, Object.fromEntries(named) as LmsApi).start();
		};
		expect(start('2004', { GetLastError: '103' })).toBe(true);
		expect(start('2004', { GetLastError: '104' })).toBe(false);
		let errors = ['101', '0'];
		expect(start('1.2', { GetValue: 'student_id', GetLastError: () => errors.shift() })).toBe(true);
		errors = ['101', '101'];
		expect(start('1.2', { GetValue: '', GetLastError: () => errors.shift() })).toBe(false);
		expect(start('1.2', { GetValue: 'student_id', GetLastError: '0' })).toBe(false);
	});
	it('stays open when it could not be closed, so that it can be tried again', () => {
		const answers: Record<string, unknown> = { Terminate: 'false' };
		const { api } = lms(answers);
		const connection = new Connection('2004', api);
		connection.start();
		expect(connection.finish()).toBe(false);
		answers.Terminate = 'true';
		expect(connection.finish()).toBe(true);
	});
	it('says nothing to an LMS before it started or after it finished', () => {
		const { api, calls } = lms();
		const connection = new Connection('2004', api);
		expect([connection.get('cmi.mode'), connection.set('cmi.exit', ''), connection.commit()]).toEqual([
			'',
			false,
			false
		]);
		expect(calls).toEqual([]);
	});
	it('survives an LMS that throws or is gone', () => {
		const api = {
			Initialize: () => 'true',
			GetValue: () => {
				throw new Error('gone');
			}
		};
		const connection = new Connection('2004', api);
		connection.start();
		expect([connection.get('cmi.mode'), connection.commit(), connection.finish()]).toEqual([
			'',
			false,
			false
		]);
	});
});
