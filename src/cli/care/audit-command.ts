import { audit, notes, type AuditProgress, type Finding } from '$lib/hub/server/audit';
import type { CouchPlace } from '$lib/store/node';
import { findingSentences } from './finding-sentences';
import { ProgressLine } from './progress-line';

const partNames: Record<AuditProgress['part'], string> = {
	pages: '记录 records',
	catalogue: '课件目录 catalogue',
	sites: '站点 stations',
	blobs: '文件 files',
	figures: '统计 figures'
};

/** Of one kind of finding this many are told in full; the rest are counted. */
const told = 20;

/** Audits a data folder and prints what is found. Gives 0 when nothing is wrong, 1 when something is. */
export async function auditCommand(data: string, bytes: boolean, couch: CouchPlace | null): Promise<number> {
	const line = new ProgressLine();
	const counts = new Map<Finding['code'], number>();
	const checked = new Map<string, number>();
	const onFinding = (finding: Finding) => {
		const count = (counts.get(finding.code) ?? 0) + 1;
		counts.set(finding.code, count);
		if (count > told) return;
		line.clear();
		console.log(findingText(finding));
	};
	const onProgress = ({ part, done, total }: AuditProgress) => {
		checked.set(part, done);
		line.tell(partNames[part], done, total);
	};
	await audit(data, { bytes, onFinding, onProgress, couch });
	line.clear();
	for (const [code, count] of counts)
		if (count > told)
			console.log(
				`${code}: 共 ${count} 处,只列出前 ${told} 处。 ${count} in all, the first ${told} are listed.\n`
			);
	const wrong = [...counts].reduce((sum, [code, count]) => sum + (notes.has(code) ? 0 : count), 0);
	const seen = [...checked]
		.map(([part, done]) => `${partNames[part as AuditProgress['part']]} ${done}`)
		.join(' · ');
	console.log(`已核对 checked: ${seen}`);
	console.log(
		wrong
			? `有 ${wrong} 处不对,见上。\n${wrong} thing(s) are wrong, see above.`
			: '没有发现问题。\nNothing is wrong.'
	);
	return wrong ? 1 : 0;
}

/** A finding as it is printed. */
export function findingText({ code, about, details }: Finding): string {
	const [chinese, english] = findingSentences[code](details);
	return `${notes.has(code) ? '· 提示 note' : '✗ 不对 wrong'}  ${about}\n  ${chinese}\n  ${english}\n`;
}
