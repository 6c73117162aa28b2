// Builds everything in the order in which one part needs another; plain JavaScript because Node 20 runs no TypeScript.
import { build } from 'vite';

process.env.NODE_ENV = 'production';
await import('../content/build.js');
await build({ configFile: 'vite.config.ts', logLevel: 'warn' });
