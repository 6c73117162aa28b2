import type { Finding, FindingCode } from '$lib/hub/server/audit';

type Sentence = (details: Finding['details']) => [chinese: string, english: string];

const backup: [string, string] = [
	'请保留这个文件夹作证据,用备份恢复(npm run restore),站点有而平台没有的记录会自己再送来。',
	'Keep this folder as evidence and restore a backup (npm run restore); what stations have and the hub lacks comes again by itself.'
];
const withBackup = (chinese: string, english: string): Sentence => {
	return () => [`${chinese}${backup[0]}`, `${english} ${backup[1]}`];
};

/** What each finding is and what to do about it. */
export const findingSentences: Record<FindingCode, Sentence> = {
	database_missing: withBackup('这个数据库不见了。', 'This database is gone.'),
	database_damaged: () => [
		'这些算出来的数据读不出来。不用处理:下次启动平台时会根据记录重新算出。',
		'This derived data cannot be read. Nothing to do: it is made again from the records at the next start.'
	],
	document_odd: withBackup(
		'这份文档不该出现在这里,不是平台写的。',
		'This document does not belong here; the hub did not write it.'
	),
	signature: withBackup(
		'内容和签名对不上:有人(或坏磁盘)改动过这份文档。',
		'It is not what was signed: somebody, or a failing disk, has changed this document.'
	),
	key_unknown: ({ key }) => [
		`签名用的密钥(${key})已经查不到了,真假无法判断。如果密钥备份里有它,请先用 npm run keys -- restore 放回来再查;没有,而您又没有丢过密钥,就当作被改过,用备份恢复。`,
		`Signed by a key no longer known (${key}): it cannot be judged. If a backup of the keys holds it, put that back (npm run keys -- restore) and look again; if not, and you never lost keys, take it for changed and restore a backup.`
	],
	newer: () => [
		'这是更新版本的程序写的,这个版本看不懂。请升级程序以后再查。',
		'A newer version of the program wrote this. Update the program, then look again.'
	],
	conflict: withBackup('同一个编号下有两份不同的内容。', 'Two different contents claim this one name.'),
	page_changed: withBackup(
		'这一页记录和站点当初签名的不一样:存下以后被改过。它不计入统计。',
		'This page of records is not what the station signed: it was changed after it was stored. It is not counted.'
	),
	page_revision: withBackup(
		'这一页记录的修订号和内容对不上。',
		'The revision of this page does not follow from its content.'
	),
	page_device: withBackup(
		'平台上没有写这一页的站点电脑:电脑登记被删掉了,或者这一页是假的。',
		'The hub knows no computer that could have written this page: its enrolment is gone, or the page is forged.'
	),
	page_gone: withBackup('这一页记录收到过,现在不在了。', 'This page was here and is gone.'),
	seen_missing: withBackup(
		'少了这一页首次收到的时间。',
		'The note of when this page was first seen is missing.'
	),
	seen_odd: withBackup('首次收到的时间看不懂。', 'The time this page was first seen makes no sense.'),
	device_key: withBackup(
		'这台站点电脑的密钥被换过:别人可以冒充它。请停用它,重新登记。',
		'The key of this computer was exchanged: others could write in its name. Revoke it and enrol it again.'
	),
	chain_gap: ({ page }) => [
		`记录中断:还缺第 ${page} 页,后面的先不计入统计。站点再联系时会补上;很久不补,请看看那台电脑。`,
		`The records stop before page ${page}: what follows is not counted yet. It comes when the station calls again; if it never does, look at that computer.`
	],
	chain_fork: ({ pages }) => [
		`第 ${pages} 页有两份不同的:两台电脑用了同一个身份(例如整盘复制过),或者电脑恢复过旧备份。先收到的一份算数;请给那台电脑重新登记。`,
		`Page ${pages} exists twice with different contents: two computers share one identity (a cloned disk), or an old backup was put back there. What came first counts; enrol that computer again.`
	],
	receipt_ahead: ({ page, chain }) => [
		`平台答应过已收到第 ${page} 页,但完好的记录只到第 ${chain} 页:记录丢了或被改过。${backup[0]}`,
		`The hub has receipted page ${page}, but sound records reach page ${chain} only: records were lost or changed. ${backup[1]}`
	],
	receipt_device: withBackup('这张回执写的是另一台电脑。', 'This receipt speaks of another computer.'),
	release_forsaken: withBackup(
		'这一课是用已经作废的密钥签的:站点不会再相信它。作废之后才出现的,就是假的。',
		'This release was signed by a key that no longer stands: stations do not believe it. If it appeared after that key was taken away, it is forged.'
	),
	manifest_missing: ({ title, blob }) => [
		`课件“${title}”的文件清单(${blob})不在了,站点下载不了这一课。请从备份的 blobs 文件夹里找回,或者重新发布这一课。`,
		`The list of files of “${title}” (${blob}) is gone: stations cannot fetch this lesson. Bring it back from the backup’s folder “blobs”, or release the lesson again.`
	],
	manifest_broken: ({ title, blob }) => [
		`课件“${title}”的文件清单(${blob})坏了。请从备份的 blobs 文件夹里找回,或者重新发布这一课。`,
		`The list of files of “${title}” (${blob}) is broken. Bring it back from the backup’s folder “blobs”, or release the lesson again.`
	],
	file_missing: ({ title, count, blob }) => [
		`课件“${title}”少了 ${count} 个文件(第一个是 ${blob})。请从备份的 blobs 文件夹里找回,或者重新发布这一课。`,
		`“${title}” lacks ${count} of its files (the first is ${blob}). Bring them back from the backup’s folder “blobs”, or release the lesson again.`
	],
	blob_broken: () => [
		'这个文件的内容坏了(和它的名字对不上)。磁盘可能要坏了;请从备份的 blobs 文件夹里找回。',
		'The bytes of this file are not what its name says. The disk may be failing; bring it back from the backup’s folder “blobs”.'
	],
	keys_older: () => [
		'keys 文件夹比数据旧,或者不是这个平台的。请先用最新的密钥备份恢复:npm run keys -- restore --from 文件。',
		'The folder “keys” is older than the data, or another hub’s. Put back the newest backup of the keys first: npm run keys -- restore --from FILE.'
	],
	keys_pending: () => [
		'换过密钥,平台还没有用新密钥启动过。不用处理:下次启动时自动重新签名。',
		'Keys were changed and the hub has not started with them yet. Nothing to do: it signs anew at the next start.'
	],
	head_missing: withBackup('课件目录的总签名不在了。', 'The signed head of the catalogue is gone.'),
	head_other: ({ count, here }) => [
		`课件目录和总签名对不上:签的是 ${count} 份,现在有 ${here} 份(或内容不同):有课件被偷偷增删过。${backup[0]}`,
		`The catalogue is not what its head says: ${count} documents were signed for, ${here} are here (or they differ): something was added or removed. ${backup[1]}`
	],
	figure_differs: () => [
		'这项统计和根据记录重新算出的不一样。请停着平台删除数据文件夹里的 db/figures,再启动,它会根据记录重新算出;如果上面还说记录有问题,先处理记录。',
		'This figure is not what the records give. With the hub stopped remove db/figures in the data folder and start: it is made again from the records. If records are named above, deal with those first.'
	],
	figures_stale: () => [
		'统计数据是恢复备份或升级以前的,没有比较。不用处理:下次启动时会根据记录重新算出。',
		'The figures are from before a restore or an update and were not compared. Nothing to do: they are made again at the next start.'
	]
};
