import { backUpKeys, holdData, keyRoles, restoreKeys, rotate, type KeyRole } from '$lib/hub/server/care';
import type { Rotation } from '$lib/hub/server/keys';
import type { CouchPlace } from '$lib/store/node';
import { join } from 'node:path';
import { askPassphrase } from './ask-passphrase';

const roleNames: Record<KeyRole['role'], string> = {
	root: '根密钥 root (names the others 指定其余密钥)',
	release: '发布密钥 release (signs lessons 给课件签名)',
	online: '平台密钥 online (signs heads, sites, receipts 给目录、站点、回执签名)'
};

/** Prints which key is in which file. */
export async function keysCommand(data: string): Promise<number> {
	const dir = join(data, 'keys');
	for (const { role, keyId, file } of await keyRoles(dir))
		console.log(
			`${roleNames[role]}\n  ${file ? join(dir, file) : `${keyId}: 私钥不在这里(已离线保管)the private half is not here (kept elsewhere)`}`
		);
	return 0;
}

/** Makes new keys. */
export async function rotateCommand(
	data: string,
	rotation: Rotation,
	couch: CouchPlace | null
): Promise<number> {
	await rotate(data, rotation, Date.now, couch);
	console.log(
		'密钥已更换。请启动平台:它会用新密钥重新签名;各站点下次联系时自动改用新密钥,不用派人去。\n' +
			'The keys were changed. Start the hub: it signs anew with them. Stations follow by themselves at their next contact; nobody has to go there.\n'
	);
	await keysCommand(data);
	console.log(
		'\n请马上重新备份密钥,旧的备份不再够用。\nBack up the keys again now, the older backup no longer suffices:\n' +
			'  npm run keys -- backup --to keys-backup.json'
	);
	return 0;
}

/** Writes the encrypted backup of the keys. */
export async function backUpKeysCommand(data: string, to: string, env: NodeJS.ProcessEnv): Promise<number> {
	const passphrase = await askPassphrase(true, env);
	await backUpKeys(join(data, 'keys'), to, passphrase, new Date().toISOString());
	console.log(
		`密钥已备份到 ${to}。请把它放到别的地方保管;密码另外记好,忘了就打不开。\n` +
			`The keys are in ${to}. Keep it somewhere else, and the passphrase apart from it: without it the file cannot be opened.`
	);
	return 0;
}

/** Puts keys back from their encrypted backup. */
export async function restoreKeysCommand(
	data: string,
	from: string,
	env: NodeJS.ProcessEnv,
	couch: CouchPlace | null
): Promise<number> {
	const passphrase = await askPassphrase(false, env);
	const letGo = await holdData(data, couch);
	try {
		const written = await restoreKeys(join(data, 'keys'), from, passphrase);
		console.log(
			written.length
				? `已放回 put back: ${written.join(', ')}`
				: '没有缺少的密钥,什么都没有改动。\nNo key was missing; nothing was changed.'
		);
	} finally {
		await letGo();
	}
	return 0;
}
