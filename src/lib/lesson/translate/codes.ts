import type { NodeJson } from '../block';

type Mark = NonNullable<NodeJson['marks']>[number];

/** A piece of a coded line: words, the beginning or end of a code, or a code that stands alone. */
export type Token = { is: 'text'; text: string } | { is: 'open' | 'close' | 'alone'; code: number };

/** What went wrong with a line's codes, or with its length. */
export type Fault = 'lost' | 'invented' | 'repeated' | 'nesting' | 'tooLong';

/** Words as they stand in a coded line: an opening brace is doubled. */
export const coded = (text: string): string => text.replaceAll('{', '{{');

/** The pieces of a coded line: `{1}` opens, `{/1}` closes, `{2/}` stands alone, `{{` is a brace; any other brace is itself. */
export function tokensOf(line: string): Token[] {
	const tokens: Token[] = [];
	const say = (text: string) => {
		const last = tokens.at(-1);
		if (last?.is === 'text') last.text += text;
		else if (text) tokens.push({ is: 'text', text });
	};
	let from = 0;
	for (const found of line.matchAll(/\{\{|\{(\/?)(\d{1,6})(\/?)\}/g)) {
		const [whole, closes, digits, alone] = found;
		say(line.slice(from, found.index));
		from = found.index + whole.length;
		if (digits === undefined || (closes && alone)) say(digits === undefined ? '{' : whole);
		else tokens.push({ is: closes ? 'close' : alone ? 'alone' : 'open', code: Number(digits) });
	}
	say(line.slice(from));
	return tokens;
}

/** What each code of a line stands for: a mark around words, or a node among them. */
export type Codes = Map<number, { mark: Mark } | { node: NodeJson }>;

/** Inline content as one coded line. Codes count from 1 in the order they open. */
export function lineOf(content: NodeJson[]): { line: string; codes: Codes } {
	const codes: Codes = new Map();
	const run = (nodes: NodeJson[], depth: number): string => {
		let line = '';
		for (let at = 0; at < nodes.length;) {
			const node = nodes[at] as NodeJson;
			const mark = node.marks?.[depth];
			if (!mark) {
				if (node.type === 'text') line += coded(node.text ?? '');
				else {
					codes.set(codes.size + 1, { node: withoutMarks(node) });
					line += `{${codes.size}/}`;
				}
				at++;
				continue;
			}
			const same = nodes.findIndex((other, i) => i > at && !alike(other.marks?.[depth], mark));
			const end = same < 0 ? nodes.length : same;
			const code = codes.size + 1;
			codes.set(code, { mark });
			line += `{${code}}${run(nodes.slice(at, end), depth + 1)}{/${code}}`;
			at = end;
		}
		return line;
	};
	return { line: run(content, 0), codes };
}

/** Inline content from a translated line, or why it cannot be: every code must be there once, closed, and in place. */
export function contentOf(line: string, codes: Codes): NodeJson[] | Fault {
	const content: NodeJson[] = [];
	const open: number[] = [];
	const seen = new Set<number>();
	const marks = () =>
		open.flatMap((code) => {
			const what = codes.get(code);
			return what && 'mark' in what ? [what.mark] : [];
		});
	for (const token of tokensOf(line)) {
		if (token.is === 'text') {
			const around = marks();
			const last = content.at(-1);
			if (last?.type === 'text' && alike(last.marks ?? [], around)) last.text += token.text;
			else content.push({ type: 'text', text: token.text, ...(around.length && { marks: around }) });
			continue;
		}
		const what = codes.get(token.code);
		if (!what || 'node' in what !== (token.is === 'alone')) return 'invented';
		if (token.is === 'close') {
			if (open.pop() !== token.code) return 'nesting';
			continue;
		}
		if (seen.has(token.code)) return 'repeated';
		seen.add(token.code);
		if ('node' in what) {
			const around = marks();
			content.push({ ...structuredClone(what.node), ...(around.length && { marks: around }) });
		} else {
			// A word with its meaning and a link exclude each other.
			if (leads(what.mark) && marks().some(leads)) return 'nesting';
			open.push(token.code);
		}
	}
	if (open.length) return 'nesting';
	return seen.size < codes.size ? 'lost' : content;
}

const withoutMarks = (node: NodeJson): NodeJson =>
	Object.fromEntries(Object.entries(node).filter(([name]) => name !== 'marks')) as unknown as NodeJson;
const leads = ({ type }: Mark) => type === 'term' || type === 'link';
const alike = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
