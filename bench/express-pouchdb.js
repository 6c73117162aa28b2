// The peer: express-pouchdb as it comes, without compression, which would only cost it more. It is old and heavy, so it is not one of
// our dependencies: EXPRESS_POUCHDB names a folder with express, express-pouchdb and pouchdb in its node_modules.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [, , peers = '', data = '', port = ''] = process.argv;
/** @param {string} name */
const peer = (name) => createRequire(join(peers, 'package.json'))(name);
const express = peer('express');
const PouchDB = peer('pouchdb').defaults({ prefix: `${data}/` });
const databases = peer('express-pouchdb')(PouchDB, {
	mode: 'minimumForPouchDB',
	overrideMode: { exclude: ['compression'] },
	inMemoryConfig: true,
	logPath: join(data, 'log.txt')
});
express()
	.use('/', databases)
	.listen(Number(port), '127.0.0.1', () => console.log('listening'));
