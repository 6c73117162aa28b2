import type { FindingCode, Severity } from '../report';
import { kindByName, type Load } from './load';

/** Programs that only count visits, put a button to another site into the page, or help browsers that are older than any station's. */
const onlyCounts =
	/^(?:https?:)?\/\/(?:[\w-]+\.)*(?:google-analytics\.com|googletagmanager\.com|doubleclick\.net|hm\.baidu\.com|cnzz\.com|clarity\.ms|hotjar\.com|metrics\.articulate\.com|cloudflareinsights\.com|addthis\.com|sharethis\.com|connect\.facebook\.net|polyfill\.io|vjs\.zencdn\.net\/vttjs)(?:[/?:]|$)/i;
const filmSite =
	/^(?:https?:)?\/\/(?:[\w-]+\.)*(?:vimeo\.com|youtube(?:-nocookie)?\.com|youtu\.be|youku\.com|bilibili\.com|v\.qq\.com|iqiyi\.com|wistia\.(?:com|net)|dailymotion\.com|soundcloud\.com|ted\.com)(?:[/?:]|$)/i;

/** Where Articulate Rise took a picture from; what the course shows of it lies in the package. */
const origin = /^https?:\/\/(?:\w+\.)*(?:articulate\.com|articulateusercontent\.com)\//i;

/** What it means at a station that something is not in the package. `severity` as the page that asks for it makes it. */
export function judge(
	load: Load,
	where: 'online' | 'missing',
	severity: Severity
): { code: FindingCode; severity: Severity } {
	const { address, kind } = load;
	const atMost = (most: Severity): Severity => (severity === 'note' ? 'note' : most);
	if (load.spare) return { code: where === 'online' ? 'calls_out' : 'files_missing', severity: 'note' };
	if (where === 'missing') {
		if (kind === 'program') return { code: 'program_missing', severity };
		if (kind === 'page') return { code: 'page_missing', severity };
		return { code: 'files_missing', severity: atMost('limits') };
	}
	if (onlyCounts.test(address) || (kind === 'picture' && origin.test(address)))
		return { code: 'calls_out', severity: 'note' };
	if (
		kind === 'film' ||
		(kind === 'page' && !load.leaves && (filmSite.test(address) || kindByName(address) === 'film'))
	)
		return { code: 'media_online', severity: atMost('limits') };
	if (kind === 'program') return { code: 'programs_online', severity };
	if (kind === 'page') return { code: load.leaves ? 'leaves_online' : 'page_online', severity };
	if (kind === 'form') return { code: 'sends_online', severity: atMost('limits') };
	return { code: 'calls_out', severity: atMost('limits') };
}
