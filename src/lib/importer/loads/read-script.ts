import { parse, type AnyNode, type Function as FunctionNode, type Program } from 'acorn';
import { childrenOf } from './syntax';
import { element, type Expression, type Names } from './expression';
import { assignedSink, calledSinks, type Sink } from './sinks';
import { readPlainly } from './read-plainly';
import { Scopes } from './scopes';

/** What a script does that may load something; its expressions are to be read with the names of all scripts. */
export interface ScriptFacts {
	sinks: Sink[];
	/** What a function calls, by the name it calls it; 0 is the script itself. */
	calls: { by: number; name: string }[];
	/** Functions that run when another does: called where they stand, or handed on. */
	runs: { by: number; id: number }[];
	/** The script itself, as a function. */
	root: number;
	/** Named texts in objects and lists: data in the form of a script. */
	data: { name: string; text: string }[];
	asks: boolean;
}

const mostBytes = 3e6;
let lastId = 0;

/** Reads a script; what cannot be taken apart is read plainly. */
export function readScript(text: string, names: Names): ScriptFacts {
	const program = text.length > mostBytes ? null : parsed(text);
	try {
		if (program) return new Reader(names).read(program);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error; // nested deeper than any honest script
	}
	const root = ++lastId;
	return { sinks: readPlainly(text, root), calls: [], runs: [], root, data: [], asks: false };
}

function parsed(text: string): Program | null {
	for (const sourceType of ['script', 'module'] as const)
		try {
			const more = { allowReturnOutsideFunction: true, allowHashBang: true, allowAwaitOutsideFunction: true };
			return parse(text, { ecmaVersion: 'latest', sourceType, ...more });
		} catch {
			continue;
		}
	return null;
}

/** Events that come from a person, not with the page. */
const byPerson =
	/^(?:on)?(?:click|dblclick|mouse\w*|pointer\w*|touch\w*|key\w*|submit|change|input|blur|focus\w*|drag\w*|drop|wheel|scroll|tap|swipe\w*|error|beforeunload|unload|pagehide|contextmenu|hover)\b/i;
const commonNames = new Set([
	'length',
	'prototype',
	'constructor',
	'name',
	'type',
	'value',
	'default',
	'exports',
	'call',
	'apply',
	'bind',
	'push',
	'then',
	'each',
	'map',
	'forEach',
	'get',
	'set',
	'add',
	'remove',
	'find',
	'test',
	'exec',
	'trim',
	'join',
	'slice'
]);

class Reader {
	readonly #facts: ScriptFacts;
	readonly #scopes: Scopes;
	readonly #file = ++lastId;
	/** Functions around the place that is read. */
	readonly #inside: { id: number; names: string[] }[] = [];
	#guarded = 0;

	constructor(private readonly names: Names) {
		const root = ++lastId;
		this.#facts = { sinks: [], calls: [], runs: [], root, data: [], asks: false };
		this.#scopes = new Scopes(() => ++lastId);
		this.#inside.push({ id: root, names: [] });
	}

	read(program: Program): ScriptFacts {
		for (const node of program.body) this.#visit(node);
		return this.#facts;
	}

	get #by(): number {
		return this.#inside.at(-1)!.id;
	}

	#visit(node: AnyNode | null | undefined): void {
		if (!node) return;
		switch (node.type) {
			case 'FunctionDeclaration':
				return void this.#function(node, node.id ? [this.#scopes.nameOf(node.id.name)] : []);
			case 'FunctionExpression':
			case 'ArrowFunctionExpression':
				return void this.#function(node, []);
			case 'ClassDeclaration':
			case 'ClassExpression':
				return this.#class(node);
			case 'VariableDeclarator':
				if (node.id.type === 'Identifier')
					this.#assign([this.#scopes.nameOf(node.id.name)], node.init ?? null);
				else this.#visit(node.init);
				return;
			case 'AssignmentExpression':
				return this.#assignment(node);
			case 'ObjectExpression':
				return this.#object(node, []);
			case 'ArrayExpression':
				for (const one of node.elements) if (one) this.#element(one);
				return;
			case 'CallExpression':
			case 'NewExpression':
				return this.#call(node);
			case 'ImportExpression':
				this.#sink({ kind: 'program', value: this.#value(node.source), module: true });
				return this.#visit(node.source);
			case 'ImportDeclaration':
			case 'ExportAllDeclaration':
				return this.#sink({ kind: 'program', value: String(node.source.value), module: true });
			case 'ExportNamedDeclaration':
				if (node.source) this.#sink({ kind: 'program', value: String(node.source.value), module: true });
				return this.#visit(node.declaration);
			case 'Literal':
				// Data in letters: JSON, or a whole course in base64.
				if (typeof node.value === 'string' && node.value.length >= 80)
					this.#facts.data.push({ name: '', text: node.value });
				return;
			case 'ReturnStatement':
				for (const name of this.#inside.at(-1)!.names)
					this.names.hold(`${name}()`, this.#value(node.argument));
				return this.#visit(node.argument);
			case 'LogicalExpression':
				this.#visit(node.left);
				return this.#guard(() => this.#visit(node.right));
			case 'IfStatement':
				this.#visit(node.test);
				return this.#guard(() => {
					this.#visit(node.consequent);
					this.#visit(node.alternate);
				});
			case 'ForOfStatement':
				if (node.left.type === 'VariableDeclaration' && node.left.declarations[0]?.id.type === 'Identifier')
					this.names.hold(this.#scopes.nameOf(node.left.declarations[0].id.name), this.#value(node.right));
				break;
		}
		for (const child of childrenOf(node)) this.#visit(child);
	}

	#guard(read: () => void): void {
		this.#guarded += 1;
		read();
		this.#guarded -= 1;
	}

	#function(node: FunctionNode, called: string[], handed: Expression[] = []): number {
		const id = ++lastId;
		const guarded = this.#guarded;
		this.#guarded = 0;
		for (const name of called) this.names.holdFunction(anyOwner(name), id);
		for (const name of called) this.names.holdFunction(name, id);
		this.#scopes.enter(node);
		node.params.forEach((param, place) => {
			const plain = param.type === 'AssignmentPattern' ? param.left : param;
			if (plain.type !== 'Identifier') return;
			const name = this.#scopes.nameOf(plain.name);
			for (const one of called) this.names.hold(name, { name: `${one}(${place}` });
			this.names.hold(name, handed[place] ?? null);
			if (param.type === 'AssignmentPattern') this.names.hold(name, this.#value(param.right));
		});
		this.#inside.push({ id, names: called });
		if (node.body.type === 'BlockStatement') for (const one of node.body.body) this.#visit(one);
		else {
			for (const name of called) this.names.hold(`${name}()`, this.#value(node.body));
			this.#visit(node.body);
		}
		this.#inside.pop();
		this.#scopes.leave();
		this.#guarded = guarded;
		return id;
	}

	#class(node: AnyNode & { type: 'ClassDeclaration' | 'ClassExpression' }): void {
		this.#visit(node.superClass);
		const own = node.id ? this.#scopes.nameOf(node.id.name) : null;
		for (const member of node.body.body) {
			if (member.type === 'MethodDefinition') {
				const name = member.key.type === 'Identifier' ? member.key.name : '';
				const isMaker = name === 'constructor' && own !== null;
				this.#function(member.value, isMaker ? [own] : this.#shared(name));
			} else if (member.type === 'PropertyDefinition' && member.key.type === 'Identifier')
				this.#assign(this.#shared(member.key.name), member.value ?? null);
		}
	}

	/** A property by its name alone, within this script. */
	#shared(name: string): string[] {
		return name.length < 3 || commonNames.has(name) ? [] : [`.${this.#file}.${name}`];
	}

	#assign(to: string[], value: AnyNode | null): void {
		if (!value) return;
		if (value.type === 'FunctionExpression' || value.type === 'ArrowFunctionExpression') {
			this.#function(value, to);
			return;
		}
		if (value.type === 'ObjectExpression') return this.#object(value, to);
		const held = this.#value(value);
		for (const name of to) this.names.hold(name, held);
		this.#visit(value);
	}

	#object(node: AnyNode & { type: 'ObjectExpression' }, to: string[]): void {
		for (const property of node.properties) {
			if (property.type !== 'Property') {
				this.#visit(property.argument);
				continue;
			}
			const { key, value } = property;
			const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
			if (value.type === 'Literal' && typeof value.value === 'string')
				this.#facts.data.push({ name, text: value.value });
			const isPart = key.type === 'Literal' && /^\d+$|[./]/.test(name);
			// What a bundler packs: the parts of a program, by number or path.
			if (isPart && (value.type === 'FunctionExpression' || value.type === 'ArrowFunctionExpression'))
				this.#run(this.#function(value, []));
			else this.#assign([...to.map((one) => `${one}.${name}`), ...this.#shared(name)], value);
		}
	}

	#element(node: AnyNode): void {
		if (node.type === 'Literal' && typeof node.value === 'string') {
			this.#facts.data.push({ name: '', text: node.value });
			return;
		}
		if (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression')
			this.#run(this.#function(node, []));
		else this.#visit(node);
	}

	#run(id: number): void {
		this.#facts.runs.push({ by: this.#by, id });
	}

	#assignment(node: AnyNode & { type: 'AssignmentExpression' }): void {
		const { left, right } = node;
		const names = left.type === 'Identifier' ? [this.#scopes.nameOf(left.name)] : this.#namesOf(left);
		if (left.type === 'MemberExpression') {
			const property = this.#property(left);
			this.#visit(left.object);
			// What a window or an element does when something happens: at once, or when somebody presses.
			if (/^on[a-z]+$/.test(property) && !byPerson.test(property)) {
				this.#handed(right);
				return;
			}
			const sink = assignedSink(
				property,
				this.#objectOf(left),
				this.#value(right),
				isLocation(left) ? 'location' : (this.#keyOf(left) ?? '')
			);
			if (sink) this.#sink(sink);
		} else if (left.type === 'Identifier' && this.#scopes.nameOf(left.name) === 'location')
			this.#sink({ kind: 'page', value: this.#value(right), leaves: true });
		this.#assign(names, right);
	}

	#call(node: AnyNode & { type: 'CallExpression' | 'NewExpression' }): void {
		const { callee } = node;
		const values = node.arguments.map((one) => (one.type === 'SpreadElement' ? null : this.#value(one)));
		if (callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression') {
			this.#run(this.#function(callee, [], values));
			for (const one of node.arguments) this.#argument(one, false);
			return;
		}
		const names = callee.type === 'Super' ? [] : this.#namesOf(callee);
		for (const name of names) {
			this.#facts.calls.push({ by: this.#by, name });
			if (name.startsWith('.')) this.#facts.calls.push({ by: this.#by, name: anyOwner(name) });
			values.forEach((value, place) => this.names.hold(`${name}(${place}`, value));
		}
		const member = callee.type === 'MemberExpression' ? this.#property(callee) : '';
		const plain =
			callee.type === 'Identifier' ? this.#scopes.nameOf(callee.name) : (this.#keyOf(callee) ?? '');
		if (/^(?:prompt|showModalDialog)$/.test(plain)) this.#facts.asks = true;
		const owner = callee.type === 'MemberExpression' ? this.#objectOf(callee) : null;
		const made = node.type === 'NewExpression';
		const settings = node.arguments.flatMap((one) =>
			one.type === 'ObjectExpression' ? [this.#settings(one)] : []
		);
		for (const sink of calledSinks({
			plain,
			member,
			ofLocation: isLocation(callee),
			owner,
			values,
			made,
			settings: settings[0] ?? {}
		}))
			this.#sink(sink);
		if (callee.type === 'MemberExpression') {
			// `(function () { … }).call(this)`, and lists gone through.
			if (/^(?:call|apply)$/.test(member) && /Function/.test(callee.object.type)) {
				this.#run(this.#function(callee.object as FunctionNode, [], values.slice(1)));
			} else this.#visit(callee.object);
		} else this.#visit(callee);
		const pressed = byPerson.test(member) || (typeof values[0] === 'string' && byPerson.test(values[0]));
		const list = /^(?:forEach|map|each|some|every|filter)$/.test(member) ? owner : null;
		for (const one of node.arguments) this.#argument(one, pressed, list);
	}

	#argument(node: AnyNode, pressed: boolean, list: Expression = null): void {
		if (pressed) return this.#visit(node);
		if (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression')
			this.#run(this.#function(node, [], list ? [list, list] : []));
		else this.#handed(node);
	}

	/** A function that is handed to somebody will be called. */
	#handed(node: AnyNode): void {
		if (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression')
			return this.#run(this.#function(node, []));
		for (const name of this.#namesOf(node)) this.#facts.calls.push({ by: this.#by, name });
		this.#visit(node);
	}

	#settings(node: AnyNode & { type: 'ObjectExpression' }): Record<string, Expression> {
		const found: Record<string, Expression> = {};
		for (const property of node.properties)
			if (
				property.type === 'Property' &&
				(property.key.type === 'Identifier' || property.key.type === 'Literal')
			)
				found[property.key.type === 'Identifier' ? property.key.name : String(property.key.value)] =
					this.#value(property.value);
		return found;
	}

	#sink(sink: Omit<Sink, 'by' | 'guarded'>): void {
		this.#facts.sinks.push({ ...sink, by: this.#by, guarded: this.#guarded > 0 });
	}

	#property({ property, computed }: AnyNode & { type: 'MemberExpression' }): string {
		if (!computed && property.type === 'Identifier') return property.name;
		return property.type === 'Literal' ? String(property.value) : '';
	}

	#objectOf({ object }: AnyNode & { type: 'MemberExpression' }): Expression {
		return object.type === 'Super' ? null : this.#value(object);
	}

	/** The names something can be called by. */
	#namesOf(node: AnyNode): string[] {
		const key = this.#keyOf(node);
		const shared = node.type === 'MemberExpression' ? this.#shared(this.#property(node)) : [];
		return key ? [key, ...shared] : shared;
	}

	/** The name of what a variable, or a property of one, holds. */
	#keyOf(node: AnyNode): string | null {
		if (node.type === 'Identifier') return this.#scopes.nameOf(node.name);
		if (node.type === 'ThisExpression') return null;
		if (node.type !== 'MemberExpression') return null;
		const property = this.#property(node);
		if (!property) return null;
		const owner = this.#keyOf(node.object);
		if (owner === null) return null;
		return /^(?:window|self|top|parent|globalThis|document\.defaultView)$/.test(owner)
			? property
			: `${owner}.${property}`;
	}

	#value(node: AnyNode | null | undefined, depth = 0): Expression {
		if (!node || depth > 400) return null;
		const of = (one: AnyNode | null | undefined) => this.#value(one, depth + 1);
		switch (node.type) {
			case 'Literal':
				return typeof node.value === 'string'
					? node.value
					: typeof node.value === 'number'
						? String(node.value)
						: null;
			case 'TemplateLiteral':
				return {
					joined: node.quasis.flatMap((quasi, place) => [
						quasi.value.cooked ?? '',
						...(place < node.expressions.length ? [of(node.expressions[place])] : [])
					])
				};
			case 'BinaryExpression':
				if (node.operator !== '+' || node.left.type === 'PrivateIdentifier') return null;
				return joined(of(node.left), of(node.right));
			case 'LogicalExpression':
				return { oneOf: [of(node.left), of(node.right)] };
			case 'ConditionalExpression':
				return { oneOf: [of(node.consequent), of(node.alternate)] };
			case 'AssignmentExpression':
				return of(node.right);
			case 'SequenceExpression':
				return of(node.expressions.at(-1));
			case 'AwaitExpression':
			case 'YieldExpression':
				return of(node.argument);
			case 'ArrayExpression':
				return {
					oneOf: node.elements.map((one) => (one?.type === 'SpreadElement' ? of(one.argument) : of(one)))
				};
			case 'Identifier':
				return { name: this.#scopes.nameOf(node.name) };
			case 'MemberExpression': {
				if (this.#property(node) === 'protocol') return 'https:';
				const names = this.#namesOf(node);
				// An entry of a list: any of them.
				if (node.computed && !names.length) return of(node.object);
				return names.length ? { oneOf: names.map((name) => ({ name })) } : null;
			}
			case 'CallExpression':
			case 'NewExpression':
				return this.#called(node, of);
			default:
				return null;
		}
	}

	#called(
		node: AnyNode & { type: 'CallExpression' | 'NewExpression' },
		of: (node: AnyNode | undefined) => Expression
	): Expression {
		const { callee } = node;
		const [first, second] = node.arguments;
		const name = callee.type === 'Identifier' ? callee.name : '';
		if (callee.type === 'Super') return null;
		if (node.type === 'NewExpression') {
			if (name === 'Image') return `${element}img`;
			if (name === 'Audio') return `${element}audio`;
			if (name === 'URL') return second ? { oneOf: [of(first), joined(of(second), of(first))] } : of(first);
			return null;
		}
		if (name === 'atob') return { decoded: of(first) };
		if (/^(?:decodeURI(?:Component)?|unescape)$/.test(name)) return { unescaped: of(first) };
		if (/^(?:encodeURI|String)$/.test(name)) return of(first);
		if (/^(?:\$|jQuery)$/.test(name)) return joined(element, of(first));
		if (callee.type === 'MemberExpression') {
			const member = this.#property(callee);
			if (/^createElement(?:NS)?$/.test(member))
				return joined(element, of(member.endsWith('NS') ? second : first));
			if (member === 'getElementById') return joined(`${element}#`, of(first));
			if (/^querySelector(?:All)?$/.test(member)) return joined(element, of(first));
			if (member === 'getElementsByTagName') return joined(element, of(first));
			if (member === 'atob') return { decoded: of(first) };
			if (member === 'unescape') return { unescaped: of(first) };
			if (member === 'fromCharCode') return { joined: node.arguments.map(letterOf) };
			if (member === 'concat') return { joined: [of(callee.object), ...node.arguments.map(of)] };
			if (member === 'join' && callee.object.type === 'ArrayExpression')
				return {
					joined: callee.object.elements.flatMap((one, place) => [
						...(place ? [of(first) ?? ','] : []),
						of(one ?? undefined)
					])
				};
			if (
				/^(?:toString|trim|replace|replaceAll|toLowerCase|appendChild|get|eq|first|append|slice|substr|substring)$/.test(
					member
				)
			) {
				const kept = /^(?:replace|replaceAll|slice|substr|substring)$/.test(member);
				return member === 'appendChild'
					? of(first)
					: kept
						? { oneOf: [of(callee.object), null] }
						: of(callee.object);
			}
		}
		const names = this.#namesOf(callee);
		return names.length ? { oneOf: names.map((one) => ({ name: `${one}()` })) } : null;
	}
}

/** `….location.something`, of whatever page. */
const isLocation = (node: AnyNode): boolean => {
	if (node.type !== 'MemberExpression' || node.object.type !== 'MemberExpression') return false;
	const { property, computed } = node.object;
	return !computed && property.type === 'Identifier' && property.name === 'location';
};

const letterOf = (node: AnyNode): Expression =>
	node.type === 'Literal' && typeof node.value === 'number' ? String.fromCharCode(node.value) : null;

/** A method by its name, whatever it is of, in all scripts of a package. */
const anyOwner = (name: string) => `*.${name.split('.').at(-1)}`;

const joined = (one: Expression, other: Expression): Expression => ({
	joined: [one, other].flatMap((part) =>
		part && typeof part === 'object' && 'joined' in part ? part.joined : [part]
	)
});
