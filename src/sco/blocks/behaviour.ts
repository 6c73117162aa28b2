import type { Item } from '$lib/lesson/tracking';
import type { Session } from '../session';

/** Brings one kind of tracked block to life: from its HTML, its item, and what is remembered of it. */
export type Behaviour = (element: HTMLElement, item: Item, session: Session) => void;

/** For blocks that are only read. */
export const onlyRead: Behaviour = () => undefined;
