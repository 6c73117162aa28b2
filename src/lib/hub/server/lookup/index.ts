export { Lookup } from './lookup';
export { listedFiles } from './listed-files';
export type { LookupRows, Beginning } from './lookup-rows';
export { isTitled } from './is-titled';
export { fileIds, idInRow, placesUp, rowIds } from './keys';
