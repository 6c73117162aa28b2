export { Lookup } from './lookup';
export { filesListedBy } from './listed-files';
export type { LookupRows, Beginning } from './lookup-rows';
export { isTitled } from './is-titled';
export { sumOf } from './tally';
export { attemptIds, fileIds, stationIds, idInRow, placesUp, rowIds } from './keys';
