/**
 * What an expression of a script may be, as far as addresses are concerned: a text, what a name holds, texts put together, one of
 * several, or nothing that can be told.
 */
export type Expression =
	| string
	| { name: string }
	| { joined: Expression[] }
	| { oneOf: Expression[] }
	| { decoded: Expression }
	| { unescaped: Expression }
	| null;

/** Stands in a text for what is only known when the script runs. */
export const unknown = '\u0000';
/** Stands before the name of a tag, where a script made or found an element. */
export const element = '\u0001';

const mostTexts = 24;
const longest = 20_000;
const deepest = 40;

/** What names hold in all scripts of a package, and the texts their expressions come to. */
export class Names {
	readonly #held = new Map<string, Expression[]>();
	readonly #functions = new Map<string, Set<number>>();
	#size = 0;

	/** Beyond this no more is noted: a script this long is a library. */
	static readonly most = 600_000;

	hold(name: string, value: Expression): void {
		if (value === null || this.#size >= Names.most) return;
		this.#size += 1;
		const held = this.#held.get(name);
		if (held) held.push(value);
		else this.#held.set(name, [value]);
	}

	/** A name is that of a function. */
	holdFunction(name: string, id: number): void {
		const ids = this.#functions.get(name) ?? new Set();
		this.#functions.set(name, ids.add(id));
	}

	/** The functions a name may stand for. */
	functions(name: string, depth = 0): number[] {
		const own = [...(this.#functions.get(name) ?? [])];
		if (own.length || depth > 4) return own;
		return this.#aliases(name).flatMap((other) => this.functions(other, depth + 1));
	}

	/** All texts an expression may come to, {@link unknown} where a part cannot be told. Never empty. */
	texts(expression: Expression): string[] {
		return this.#texts(expression, deepest, new Set(), { left: 3000 });
	}

	#texts(expression: Expression, depth: number, open: Set<string>, budget: { left: number }): string[] {
		if (typeof expression === 'string') return [expression.slice(0, longest)];
		if (expression === null || depth <= 0 || (budget.left -= 1) <= 0) return [unknown];
		const of = (one: Expression) => this.#texts(one, depth - 1, open, budget);
		if ('unescaped' in expression) return of(expression.unescaped).map(fromPercent);
		if ('decoded' in expression) return of(expression.decoded).map(fromBase64);
		if ('oneOf' in expression) return known(expression.oneOf.flatMap(of));
		if ('joined' in expression)
			return expression.joined.reduce<string[]>(
				(before, part) => {
					const next = of(part);
					return before
						.flatMap((start) => next.map((end) => (start + end).slice(0, longest)))
						.slice(0, mostTexts);
				},
				['']
			);
		const { name } = expression;
		if (open.has(name)) return [unknown];
		open.add(name);
		const held = this.#held.get(name);
		const found = held
			? held.slice(0, 60).flatMap(of)
			: this.#aliases(name).flatMap((other) => of({ name: other }));
		open.delete(name);
		return known(found);
	}

	/** `a.b` where `a` is another name for `c`: `c.b`. */
	#aliases(name: string): string[] {
		const dot = name.lastIndexOf('.');
		const [base, rest] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
		const held = this.#held.get(base) ?? [];
		return held
			.flatMap((one) => (one && typeof one === 'object' && 'name' in one ? one.name + rest : []))
			.slice(0, 8);
	}
}

function known(texts: string[]): string[] {
	const all = [...new Set(texts)].slice(0, mostTexts);
	return all.length ? all : [unknown];
}

/** `unescape` and its like. */
function fromPercent(text: string): string {
	return text.replace(/%u([\da-f]{4})|%([\da-f]{2})/gi, (_, wide?: string, narrow?: string) =>
		String.fromCharCode(parseInt(wide ?? narrow ?? '', 16))
	);
}

/** `atob`. */
function fromBase64(text: string): string {
	if (text.length > longest || !/^[\w+/\s-]+=*$/.test(text)) return unknown;
	try {
		const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
		return new TextDecoder().decode(bytes);
	} catch {
		return unknown;
	}
}
