export * from './choice';
export * from './written';
export * from './arranged';
export * from './hotspot';
export * from './quiz';
