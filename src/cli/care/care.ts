import { finishRestore } from '$lib/hub/server/care';
import { CouchPlace } from '$lib/store/node';
import { auditCommand } from './audit-command';
import { careHelp, readCareArgs, type CareArgs } from './care-args';
import { failureText } from './failure-text';
import { backUpKeysCommand, keysCommand, restoreKeysCommand, rotateCommand } from './keys-command';
import { backupCommand, restoreCommand } from './restore-command';

/** Does what the command line asks for. Gives the exit code: 0 done and well, 1 something is wrong, 2 it could not be done. */
export async function care(argv: string[], env: NodeJS.ProcessEnv = process.env): Promise<number> {
	try {
		return await run(readCareArgs(argv, env), env);
	} catch (error) {
		console.error(failureText(error));
		return 2;
	}
}

function run(args: CareArgs, env: NodeJS.ProcessEnv): Promise<number> | number {
	if (args.command === 'help') {
		console.log(careHelp);
		return 0;
	}
	const { data } = args;
	const couch = env.COUCHDB_URL ? CouchPlace.read(env.COUCHDB_URL) : null;
	// One that was stopped half way left no data folder.
	finishRestore(data);
	switch (args.command) {
		case 'audit':
			return auditCommand(data, args.blobs, couch);
		case 'backup':
			return backupCommand(data, args.to, couch);
		case 'restore':
			return restoreCommand(data, args.from, couch);
		case 'keys':
			return keysCommand(data);
		case 'rotate':
			return rotateCommand(data, { root: args.root, release: args.release, online: args.online }, couch);
		case 'backup-keys':
			return backUpKeysCommand(data, args.to, env);
		case 'restore-keys':
			return restoreKeysCommand(data, args.from, env, couch);
	}
}
