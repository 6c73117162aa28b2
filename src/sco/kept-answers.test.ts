import { beforeEach, expect, it, vi } from 'vitest';
import { KeptAnswers } from './kept-answers';

beforeEach(() => {
	const kept = new Map<string, string>();
	vi.stubGlobal('localStorage', {
		getItem: (name: string) => kept.get(name) ?? null,
		setItem: (name: string, value: string) => void kept.set(name, value),
		removeItem: (name: string) => void kept.delete(name)
	});
});

it('gives answers back to the same learner in the same lesson only', () => {
	expect(new KeptAnswers('pruning', 'wang', 'a').keep('ab')).toBe(true);
	expect(new KeptAnswers('pruning', 'wang', 'a').waiting()).toEqual({ state: 'ab', sure: true });
	expect(new KeptAnswers('pruning', 'li', 'a').waiting()).toBeNull();
	expect(new KeptAnswers('grafting', 'wang', 'a').waiting()).toBeNull();
});

it('keeps nothing of a learner without a name', () => {
	expect(new KeptAnswers('pruning', '', 'a').keep('ab')).toBe(false);
	expect(new KeptAnswers('pruning', '', 'a').waiting()).toBeNull();
});

it('forgets what has arrived, or turns out to have arrived', () => {
	const kept = new KeptAnswers('pruning', 'wang', 'a');
	kept.keep('ab');
	expect(new KeptAnswers('pruning', 'wang', 'ab').waiting()).toBeNull();
	kept.arrived('ab');
	expect(new KeptAnswers('pruning', 'wang', 'a').waiting()).toBeNull();
});

it('leaves a new attempt empty, and is not sure where the learner went on elsewhere', () => {
	new KeptAnswers('pruning', 'wang', 'a').keep('ab');
	expect(new KeptAnswers('pruning', 'wang', '').waiting()).toBeNull();
	expect(new KeptAnswers('pruning', 'wang', 'ac').waiting()).toEqual({ state: 'ab', sure: false });
});
