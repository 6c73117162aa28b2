import { UserError } from '$lib/base';
import { backup, restore } from '$lib/hub/server/care';
import type { CouchPlace } from '$lib/store/node';
import { ProgressLine } from './progress-line';

/** Puts a backup back and says what happened and what stations will do. */
export async function restoreCommand(data: string, from: string, couch: CouchPlace | null): Promise<number> {
	if (couch) throw new UserError('hub_backup_beside');
	const line = new ProgressLine();
	const { before, keys, usedKnown } = await restore(data, from, Date.now, (files) =>
		line.tell('复制文件 copying', files, 0)
	);
	line.clear();
	const kept = before
		? [
				`原来的数据还在:${before}。确认没有问题以后再删。`,
				`The data from before is kept: ${before}. Remove it when all is well.`
			]
		: ['原来没有数据。', 'There was no data before.'];
	const whose =
		keys === 'present'
			? ['密钥没有动,仍用现在的。', 'The keys were left as they are.']
			: ['密钥取自备份。', 'The keys come from the backup.'];
	const skipped = usedKnown
		? [
				'用过的发布编号都记下了,不会再用。',
				'The release numbers in use before are known and are not used again.'
			]
		: [
				'原来的数据读不出来:每一课的下一个发布编号会跳过 10 个,以免和站点上已有的重复。',
				'The data from before cannot be read: each lesson’s next release number skips ten, so that none is used twice.'
			];
	console.log(
		[
			`已恢复备份 ${from}。`,
			...[kept[0], whose[0], skipped[0]],
			'请启动平台。站点下次联系时会发现平台恢复过:平台丢了的学习记录自动重新送来;备份以后改过的站点名单,站点会交回来。',
			'备份以后写的草稿、账号和新建的站点不在备份里,需要重新做。',
			'',
			`The backup ${from} is in place.`,
			...[kept[1], whose[1], skipped[1]],
			'Start the hub. At their next contact stations notice the restore: records the hub lost are sent again, and changes of their rosters since the backup are handed back.',
			'Drafts, accounts and stations made since the backup are not in it and must be made again.'
		].join('\n')
	);
	return 0;
}

/** Copies the data folder without its keys. */
export async function backupCommand(data: string, to: string, couch: CouchPlace | null): Promise<number> {
	const line = new ProgressLine();
	let copied = 0;
	await backup(data, to, (files) => line.tell('复制文件 copying', (copied = files), 0), couch);
	line.clear();
	console.log(
		`已备份到 ${to}(${copied} 个文件,不含密钥)。密钥另外备份:npm run keys -- backup --to 文件\n` +
			`Backed up to ${to} (${copied} files, without the keys). The keys have a backup of their own: npm run keys -- backup --to FILE`
	);
	if (couch)
		console.log(
			`\n注意:草稿、发布、记录、账号都在 CouchDB(${couch.server},${couch.prefix}…)里,这份备份里没有。请用 CouchDB 自己的办法备份它们,见管理员手册。\n` +
				`Note: drafts, releases, records and accounts are in the CouchDB (${couch.server}, ${couch.prefix}…), not in this backup. Back them up with CouchDB’s own means, see the administrator’s handbook.`
		);
	return 0;
}
