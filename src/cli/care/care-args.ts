import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type CareArgs =
	| { command: 'help' }
	| { command: 'audit'; data: string; blobs: boolean }
	| { command: 'backup'; data: string; to: string }
	| { command: 'restore'; data: string; from: string }
	| { command: 'keys'; data: string }
	| { command: 'rotate'; data: string; root: boolean; release: boolean | 'stolen'; online: boolean }
	| { command: 'backup-keys'; data: string; to: string }
	| { command: 'restore-keys'; data: string; from: string };

/** Reads the command line. Throws an Error with a sentence when it cannot be understood. */
export function readCareArgs(argv: string[], env: NodeJS.ProcessEnv): CareArgs {
	const { values, positionals } = parseArgs({
		args: argv,
		allowPositionals: true,
		options: {
			data: { type: 'string' },
			blobs: { type: 'boolean' },
			from: { type: 'string' },
			to: { type: 'string' },
			online: { type: 'boolean' },
			release: { type: 'boolean' },
			'stolen-release': { type: 'boolean' },
			root: { type: 'boolean' },
			help: { type: 'boolean', short: 'h' }
		}
	});
	if (values.help) return { command: 'help' };
	const data = values.data ?? env.YUANKE_DATA ?? 'data/hub';
	const need = (flag: 'from' | 'to') => {
		const value = values[flag];
		if (value) return value;
		throw new Error(`缺少 --${flag}。--${flag} is missing. Try --help.`);
	};
	const asked = positionals.join(' ');
	switch (asked) {
		case 'audit':
			return { command: 'audit', data, blobs: values.blobs ?? false };
		case 'backup':
			return { command: 'backup', data, to: need('to') };
		case 'restore':
			return { command: 'restore', data, from: need('from') };
		case 'keys':
			return { command: 'keys', data };
		case 'keys backup':
			return { command: 'backup-keys', data, to: need('to') };
		case 'keys restore':
			return { command: 'restore-keys', data, from: need('from') };
		case 'keys rotate': {
			const { root = false, online = false } = values;
			const release = values['stolen-release'] ? 'stolen' : (values.release ?? false);
			if (!root && !online && !release)
				throw new Error('请写明换哪把密钥。Say which key: --online, --release, --stolen-release or --root.');
			return { command: 'rotate', data, root, release, online };
		}
		default:
			throw new Error(`看不懂“${asked}”。Unknown command "${asked}". Try --help.`);
	}
}

export const careHelp = `Yuanke 远课 · 管理员命令 for the administrator (请先停下平台 stop the hub first)

  npm run audit                            核对全部数据 verify everything that is kept
  npm run audit -- --blobs                 连同每个文件的内容 also the bytes of every file
  npm run backup -- --to DIR               备份到新文件夹(不含密钥)a copy in a new folder, without the keys
  npm run restore -- --from DIR            恢复备份 put a backup back; the folder from before is kept beside
  npm run keys                             看看有哪些密钥 which key is in which file
  npm run keys -- backup --to FILE         密钥备份(用密码加密)an encrypted backup of the keys
  npm run keys -- restore --from FILE      恢复密钥 put keys back
  npm run keys -- rotate --online          换平台密钥 a new key for heads, sites and receipts
  npm run keys -- rotate --release         换发布密钥 a new key for releases
  npm run keys -- rotate --stolen-release  发布密钥被盗 the same, and the old one no longer stands
  npm run keys -- rotate --root            换根密钥 a new root key

  --data DIR                               数据文件夹 the data folder (data/hub)
  YUANKE_KEY_PASSPHRASE                    密钥备份的密码 the passphrase, instead of typing it
`;
