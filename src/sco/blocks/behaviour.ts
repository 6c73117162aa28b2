import type { Item } from '$lib/lesson/tracking';
import type { Session } from '../session';

/** Brings one kind of block to life: from its HTML, its item (where the block is tracked), and what is remembered of it. */
export type Behaviour = (element: HTMLElement, item: Item | undefined, session: Session) => void;

/** For blocks that are only read. */
export const onlyRead: Behaviour = () => undefined;
