export * from './media';
export type { BlockSpec, NodeJson } from './block';
export type { Chapter } from './blocks/video';
export { blockKinds, blocks, type BlockKind } from './blocks';
export * from './lesson';
export * from './about';
export * from './items';
export * from './film';
export * from './text';
export { Href, linkedPage } from './marks';
export * from './contrast';
export * from './keys';
export * from './numbering';
export * from './create';
export { clip, textLimits } from './text-limits';
export * from './problems';
export * from './migrate';
// The schema (and with it prosemirror-model) has its own door, `$lib/lesson/schema`: the run-time must not carry it.
