import { UserError } from '$lib/base';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * The passphrase from `YUANKE_KEY_PASSPHRASE`, or typed unseen: twice where it is `anew`. Throws
 * `UserError('keys_passphrase')` when the two differ, or an Error where nobody can type.
 */
export async function askPassphrase(anew: boolean, env: NodeJS.ProcessEnv): Promise<string> {
	const given = env.YUANKE_KEY_PASSPHRASE;
	if (given) return given;
	if (!process.stdin.isTTY)
		throw new Error('这里没法输入密码。Nobody can type here: set YUANKE_KEY_PASSPHRASE.');
	const first = await askUnseen('密码 passphrase: ');
	if (anew && first !== (await askUnseen('再输一遍 again: '))) throw new UserError('keys_passphrase');
	return first;
}

async function askUnseen(question: string): Promise<string> {
	process.stderr.write(question);
	const nothing = new Writable({ write: (_chunk, _encoding, done) => done() });
	const lines = createInterface({ input: process.stdin, output: nothing, terminal: true });
	try {
		return await lines.question('');
	} finally {
		lines.close();
		process.stderr.write('\n');
	}
}
