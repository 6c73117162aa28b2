import { catalogueHash } from '$lib/store';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RevisionList } from './revision-list';

const id = fc.constantFrom('release:a:0001', 'release:b:0001', 'release:ab:0001', 'authority:keys');
const rev = fc.constantFrom('1-a', '2-b', '10-c');
const step = fc.oneof(
	fc.record({ do: fc.constant('set' as const), id, rev }),
	fc.record({ do: fc.constant('delete' as const), id }),
	fc.record({ do: fc.constant('hash' as const) }),
	fc.record({ do: fc.constant('clear' as const) })
);

test('whatever came and went, the hash is the one that stations make of what is there', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
			const [list, there] = [new RevisionList(), new Map<string, string>()];
			for (const one of steps) {
				if (one.do === 'set') {
					list.set(one.id, one.rev);
					there.set(one.id, one.rev);
				} else if (one.do === 'delete') {
					list.delete(one.id);
					there.delete(one.id);
				} else if (one.do === 'clear') {
					list.clear();
					there.clear();
				} else await list.hash();
			}
			expect(list.size).toBe(there.size);
			expect(await list.hash()).toBe(await catalogueHash([...there].map(([id, rev]) => `${id} ${rev}`)));
		})
	);
});
