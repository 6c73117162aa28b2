import { describe, expect, it } from 'vitest';
import { bytesText, lengthText } from './format';

describe('numbers as people read them', () => {
	it('names bytes in the unit that keeps them short', () => {
		expect(bytesText(0)).toBe('0\u00a0B');
		expect(bytesText(1023)).toBe('1023\u00a0B');
		expect(bytesText(1536)).toBe('1.5\u00a0KB');
		expect(bytesText(350 * 1024 * 1024)).toBe('350\u00a0MB');
	});

	it('shows hours only when there are any', () => {
		expect(lengthText(65)).toBe('1:05');
		expect(lengthText(3725)).toBe('1:02:05');
		expect(lengthText(59.7)).toBe('1:00');
	});
});
