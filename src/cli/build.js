// Builds everything in the order in which one part needs another; plain JavaScript because Node 20 runs no TypeScript.
import { build } from 'vite';
import { copySchemas } from './schemas.js';

process.env.NODE_ENV = 'production';
copySchemas();
await build({ configFile: 'src/sco/vite.config.ts', mode: 'production', logLevel: 'warn' });
await build({ configFile: 'src/sco/vite.config.ts', mode: 'video', logLevel: 'warn' }); // the film player, a script of its own
await import('../content/build.js');
await build({ configFile: 'vite.config.ts', mode: 'production', logLevel: 'warn' });
