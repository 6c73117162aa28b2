export type { BodyOf, EntryKind } from './kinds';
export * from './entry';
export * from './page';
export * from './chain';
