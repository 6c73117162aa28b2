import type { BlockRenderer } from '../render';

export const divider: BlockRenderer = () => '<hr>';
