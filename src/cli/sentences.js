/**
 * What the launcher says when the hub cannot start or has to stop: what happened and what to do, Chinese first.
 * @typedef {{ code: string, details: Record<string, string | number> }} Failure
 */

/** @type {Record<string, (data: string, details: Failure['details']) => [string, string]>} */
const sentences = {
	hub_disk_full: (data) => [
		`磁盘满了:数据文件夹 ${data} 写不进去。请腾出空间,然后重新启动;已记下的都还在。`,
		`The disk is full: the data folder ${data} cannot be written. Free some space and start again; nothing recorded is lost.`
	],
	hub_disk_read_only: (data) => [
		`磁盘只能读、不能写:${data}。请检查磁盘是否出错或被设成只读,然后重新启动。`,
		`The disk can only be read: ${data}. Check whether it has failed or was mounted read-only, then start again.`
	],
	hub_disk_broken: (data) => [
		`磁盘读写出错:${data}。磁盘可能要坏了:请先备份这个文件夹,换上好的磁盘再启动。`,
		`The disk reports errors: ${data}. It may be failing: copy this folder elsewhere, then start again on a sound disk.`
	],
	hub_data_not_ours: (data) => [
		`没有权限使用数据文件夹 ${data}。它可能属于另一个用户:请用那个用户启动,或者用 chown 把文件夹交给现在的用户。`,
		`The data folder ${data} may not be used: it probably belongs to another user. Start as that user, or give the folder to this one with chown.`
	],
	hub_data_in_use: (data) => [
		`数据文件夹 ${data} 正被另一个远课程序使用。请先关掉那一个,或者用 --data 另选一个文件夹。`,
		`The data folder ${data} is in use by another Yuanke. Stop that one first, or choose another folder with --data.`
	],
	hub_data_missing: (data, { what }) => [
		`数据文件夹 ${data} 里少了:${what}。请从备份放回去,再启动。没有备份、愿意丢掉这一部分重新开始的,启动时加 --accept-loss。`,
		`Missing from the data folder ${data}: ${what}. Put it back from a backup, then start again. If there is no backup and you accept the loss, start once with --accept-loss.`
	],
	hub_data_damaged: (data, { name }) => [
		`数据损坏:${data} 里的 ${name}。平台已停下,什么都没有改动。请用备份恢复这个文件夹,再启动。`,
		`Damaged data: ${name} in ${data}. The hub has stopped and changed nothing. Restore this folder from a backup, then start again.`
	],
	hub_database_away: (_, { address }) => [
		`连不上数据库 CouchDB:${address}。请看看它是否开着、网络通不通、COUCHDB_URL 里的主机和端口对不对,再启动;已记下的都还在。`,
		`The CouchDB at ${address} does not answer. See whether it runs, whether the network is up and whether host and port in COUCHDB_URL are right, then start again; nothing recorded is lost.`
	],
	hub_database_failing: (_, { address, reason }) => [
		`数据库 CouchDB(${address})出了错:${reason}。请看它的日志,修好后再启动;已记下的都还在。`,
		`The CouchDB at ${address} reports an error: ${reason}. Look into its log, mend it, then start again; nothing recorded is lost.`
	],
	hub_database_password: (_, { address }) => [
		`数据库 CouchDB(${address})不认用户名和密码,或者这个用户没有建库、读写的权限。请检查 COUCHDB_URL,再启动。`,
		`The CouchDB at ${address} refuses the name and password, or this user may not make, read and write databases. Check COUCHDB_URL, then start again.`
	],
	hub_database_old: (_, { version }) => [
		`数据库 CouchDB ${version} 太旧,至少要 3.3,建议 3.5.3 或更新。请升级后再启动。`,
		`CouchDB ${version} is too old: 3.3 is needed, 3.5.3 or newer is recommended. Upgrade it, then start again.`
	],
	hub_database_unsafe: (_, { version }) => [
		`请注意:CouchDB ${version} 有已知的安全漏洞(CVE-2026-107755),3.5.3 已修好。请尽快升级;升级以前,不要让别的电脑连得到它的端口。`,
		`Warning: CouchDB ${version} has a known security hole (CVE-2026-107755), mended in 3.5.3. Upgrade soon; until then let no other computer reach its port.`
	],
	hub_database_foreign: (_, { address }) => [
		`${address} 上应答的不是 CouchDB。请检查 COUCHDB_URL 里的主机和端口,再启动。`,
		`What answers at ${address} is not a CouchDB. Check host and port in COUCHDB_URL, then start again.`
	],
	hub_database_address: (_, { address }) => [
		`COUCHDB_URL 看不懂:${address}。请写成 http://用户名:密码@主机:5984/ 这样;密码里的 @ : / 要写成 %40 %3A %2F。`,
		`COUCHDB_URL cannot be read: ${address}. Write it like http://name:password@host:5984/; in the password write @ : / as %40 %3A %2F.`
	],
	hub_database_open: (_, { name }) => [
		`CouchDB 里的数据库 ${name} 谁都能读,平台又无权改。请用 CouchDB 管理员限制它的读者(_security),再启动。`,
		`Anybody may read the database ${name}, and the hub may not change that. As an administrator of the CouchDB limit its readers (_security), then start again.`
	],
	hub_folder_not_shared: (data) => [
		`同一个 CouchDB 上已有别的平台进程在工作,但它们用的不是这个数据文件夹:${data}。几个进程必须共用同一个文件夹(共享磁盘),拷贝的不行。什么都没有改动。请检查 --data,再启动;如果那些进程刚被强行结束,请等一分钟。`,
		`Other hub processes are at work on this CouchDB, and the data folder ${data} is not theirs. All must share one folder (a shared disk); a copy will not do. Nothing was changed. Check --data, then start again; if those processes were just killed, wait a minute.`
	],
	hub_database_other: (data, { what }) => [
		`数据文件夹 ${data} 和数据库不是一套(${what}):文件夹里的密钥、文件必须和数据库属于同一个平台。什么都没有改动。请检查 --data 和 COUCHDB_URL,再启动。`,
		`The data folder ${data} and the databases do not belong together (${what}): its keys and files must be of the same hub as the databases. Nothing was changed. Check --data and COUCHDB_URL, then start again.`
	]
};

/**
 * @param {Failure} failure
 * @param {string} data the data folder
 * @param {boolean} again whether starting again mends it
 */
export function sentence({ code, details }, data, again) {
	if (again)
		return (
			`统计数据 ${details.name} 读不出来,重新启动时将根据记录重新算出;记录没有丢失。\n` +
			`The derived data ${details.name} cannot be read; it is made again at the next start from the records, which are all there.`
		);
	return sentences[code]?.(data, details).join('\n') ?? code;
}

/**
 * What makes a failure of the hub one of those above; null for any other.
 * @param {unknown} error
 * @returns {Failure | null}
 */
export function failureOf(error) {
	if (!(error instanceof Error) || !('code' in error) || !(String(error.code) in sentences)) return null;
	const details = 'details' in error ? /** @type {Failure['details']} */ (error.details) : {};
	return { code: String(error.code), details };
}

/**
 * @param {string} name
 * @param {string | null} movedTo
 */
export function renewedSentence(name, movedTo) {
	return movedTo
		? `统计数据 ${name} 损坏,已移到 ${movedTo},将根据记录重新算出;记录没有丢失。\n` +
				`The derived data ${name} was damaged and is now ${movedTo}; it is made again from the records, which are all there.`
		: `统计数据 ${name} 不在了,将根据记录重新算出;记录没有丢失。\n` +
				`The derived data ${name} was missing; it is made again from the records, which are all there.`;
}

/**
 * @param {string} why
 * @param {number} seconds
 */
export const fellSentence = (why, seconds) =>
	`平台意外停止(${why}),${seconds} 秒后自动重新启动。\n` +
	`The hub stopped unexpectedly (${why}); it starts again in ${seconds} s.`;

/** @param {string} why */
export const gaveUpSentence = (why) =>
	`平台一再启动不起来(${why}),不再尝试。请把上面的话告诉技术人员。\n` +
	`The hub could not be started again (${why}) and is left stopped. Please show the lines above to someone who can help.`;
