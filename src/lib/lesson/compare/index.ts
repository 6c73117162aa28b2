export * from './compare-lessons';
export type { AttributeChange, PartChange } from './parts';
export { compareText, type TextPiece } from './text';
