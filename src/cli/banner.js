/**
 * What is printed when both servers answer.
 * @param {Pick<import('./args.js').Options, 'origin' | 'contentOrigin' | 'data' | 'mode'>} options
 * @param {import('../app.js').HubBanner} hub
 */
export function bannerText(options, hub) {
	const rows = [
		['Hub 平台', options.origin],
		['Station 站点', `${options.origin}/station`],
		['Lessons 课件源', `${options.contentOrigin} (opened by the pages above)`],
		['Data 数据', options.data]
	];
	if (hub.setupCode)
		rows.push(['First visit 首次使用', `${options.origin}/setup`], ['One-time code 一次性码', hub.setupCode]);
	for (const person of hub.signIns)
		rows.push([person.what, `${person.name}   password 密码: ${person.password}`]);
	if (hub.stationCode) rows.push([hub.stationCode.station, `code 一次性码: ${hub.stationCode.code}`]);
	if (hub.keeperPin) rows.push(['Keeper PIN 站点管理员口令', hub.keeperPin]);
	const width = Math.max(...rows.map(([label]) => columns(label ?? '')));
	const line = '─'.repeat(72);
	const body = rows.map(([label = '', text]) => `  ${label}${' '.repeat(width - columns(label) + 2)}${text}`);
	const title = options.mode === 'demo' ? 'Yuanke 远课 · demo 演示 (this computer only)' : 'Yuanke 远课';
	return ['', line, `  ${title}`, line, ...body, line, '  Stop with Ctrl+C 按 Ctrl+C 停止', ''].join('\n');
}

/** Columns a text takes in a terminal: Chinese characters take two. @param {string} text */
function columns(text) {
	return [...text].reduce((sum, char) => sum + (/[\u2e80-\uffef]/.test(char) ? 2 : 1), 0);
}
