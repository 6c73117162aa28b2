export * from './finding';
export * from './reading';
export * from './facts';
export * from './checks';
export * from './didactics';
