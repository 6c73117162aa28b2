export * from './release';
export * from './manifest';
export * from './file';
export * from './item';
export * from './package-contents';
export * from './listed-files';
export type { LessonData } from './lesson-data';
