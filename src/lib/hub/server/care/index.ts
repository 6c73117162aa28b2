export { holdData } from './hold';
export { backup } from './backup';
export { restore, type Restored } from './restore';
export { finishRestore } from './unfinished-restore';
export { backUpKeys, restoreKeys } from './key-backup';
export { keyRoles, type KeyRole } from './key-roles';
export { rotate } from './rotate';
