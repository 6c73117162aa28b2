export * from './remark';
export * from './threads';
