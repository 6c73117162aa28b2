export * from './crc32';
export * from './zip';
export * from './refusal';
export * from './read';
