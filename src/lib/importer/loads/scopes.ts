import type { AnyNode, Function as FunctionNode, Pattern } from 'acorn';
import { childrenOf } from './syntax';

/** Which variable a name means where it stands. Those of a block count for the whole function: nothing here needs to know better. */
export class Scopes {
	readonly #open: Map<string, string>[] = [];

	constructor(private readonly number: () => number) {}

	enter(node: FunctionNode): void {
		const declared = new Map<string, string>();
		const declare = (name: string) => declared.set(name, `${name}~${this.number()}`);
		for (const param of node.params) namesIn(param, declare);
		if (node.body.type === 'BlockStatement') declaredIn(node.body, declare);
		this.#open.push(declared);
	}

	leave(): void {
		this.#open.pop();
	}

	/** A variable of the page keeps its name, so that all scripts of a package mean the same. */
	nameOf(name: string): string {
		for (let place = this.#open.length - 1; place >= 0; place--) {
			const own = this.#open[place]?.get(name);
			if (own !== undefined) return own;
		}
		return name;
	}
}

function namesIn(pattern: Pattern, declare: (name: string) => void): void {
	if (pattern.type === 'Identifier') declare(pattern.name);
	else if (pattern.type === 'AssignmentPattern') namesIn(pattern.left, declare);
	else if (pattern.type === 'RestElement') namesIn(pattern.argument, declare);
	else if (pattern.type === 'ArrayPattern')
		for (const one of pattern.elements) {
			if (one) namesIn(one, declare);
		}
	else if (pattern.type === 'ObjectPattern')
		for (const one of pattern.properties)
			namesIn(one.type === 'Property' ? one.value : one.argument, declare);
}

function declaredIn(node: AnyNode, declare: (name: string) => void): void {
	for (const child of childrenOf(node)) {
		if (child.type === 'FunctionDeclaration' || child.type === 'ClassDeclaration') {
			if (child.id) declare(child.id.name);
			continue;
		}
		if (/Function|Class/.test(child.type)) continue;
		if (child.type === 'VariableDeclarator') namesIn(child.id, declare);
		declaredIn(child, declare);
	}
}
