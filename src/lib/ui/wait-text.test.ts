import { UserError } from '$lib/base';
import { expect, test } from 'vitest';
import { errorText } from './error-text';
import { waitText } from './wait-text';

test.each([
	[0, '10 秒'],
	[1, '10 秒'],
	[10, '10 秒'],
	[11, '20 秒'],
	[50, '50 秒'],
	[51, '1 分钟'],
	[60, '1 分钟'],
	[61, '2 分钟'],
	[900, '15 分钟']
])('%i seconds are told as %s', (seconds, text) => {
	expect(waitText(seconds)).toBe(text);
});

test('who tried too often is told how long to wait', () => {
	expect(errorText(new UserError('too_many_tries', { seconds: 10 }))).toContain('等 10 秒');
	expect(errorText(new UserError('too_many_tries', { seconds: 600 }))).toContain('等 10 分钟');
});
