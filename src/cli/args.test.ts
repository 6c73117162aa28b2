import { expect, test } from 'vitest';
import { proxyEnvironment, readArgs } from './args.js';

const read = (...argv: string[]) => readArgs(['serve', ...argv], { ADDRESS_HEADER: 'x-real-ip' });

test('no header tells a visitor’s address unless a proxy is said to stand in front', () => {
	expect(proxyEnvironment(read())).toEqual({ ADDRESS_HEADER: '', XFF_DEPTH: '1' });
	expect(proxyEnvironment(read('--trust-proxy', '2'))).toEqual({
		ADDRESS_HEADER: 'x-forwarded-for',
		XFF_DEPTH: '2'
	});
});

test('one address holds a fifth of the connections; behind a proxy it may hold them all', () => {
	expect(read('--max-connections', '500').caps).toEqual({ total: 500, perAddress: 100 });
	expect(read('--trust-proxy', '1').caps).toEqual({ total: 2000, perAddress: 2000 });
});

test.each([
	['--trust-proxy', 'yes'],
	['--trust-proxy', ''],
	['--max-connections', '1e9'],
	['--max-connections', '2.5']
])('%s %s is refused in a sentence', (flag, value) => {
	expect(() => read(flag, value)).toThrow(`${flag} must be a number from`);
});
