/** What AICC scripts call the states of a step (SCORM 1.2 CAM 2.3.2.5.1), each also by its first letter. */
export type LessonStatus = 'passed' | 'completed' | 'browsed' | 'failed' | 'not attempted' | 'incomplete';

/** How a step stands; null for one the script names and the course does not have. */
export type StatusOf = (id: string) => LessonStatus | null;

type Expression =
	| { is: 'step'; id: string }
	| { is: 'status'; id: string; status: string; equal: boolean }
	| { is: 'not'; of: Expression }
	| { is: 'and' | 'or'; of: Expression[] }
	| { is: 'some'; count: number; of: Expression[] };

/**
 * Whether the prerequisites of a step are met: `&` and, `|` or, `~` not, `=` and `<>` with a status, `X*{A,B,C}` any X of
 * a set (SCORM 1.2 CAM 2.3.2.5.1). A script that cannot be read, and a name that is no step, do not block: better a
 * step too early than a course nobody can finish.
 */
export function prerequisitesMet(script: string, statusOf: StatusOf): boolean {
	const expression = parse(script);
	return expression === null || holds(expression, statusOf);
}

/** The steps a script names, each once. */
export function prerequisiteSteps(script: string): string[] {
	const expression = parse(script);
	return expression ? [...new Set(namesIn(expression))] : [];
}

function holds(expression: Expression, statusOf: StatusOf): boolean {
	switch (expression.is) {
		case 'step': {
			const status = statusOf(expression.id);
			return status === null || status === 'passed' || status === 'completed';
		}
		case 'status': {
			const status = statusOf(expression.id);
			return status === null || sameStatus(status, expression.status) === expression.equal;
		}
		case 'not':
			return !holds(expression.of, statusOf);
		case 'and':
			return expression.of.every((one) => holds(one, statusOf));
		case 'or':
			return expression.of.some((one) => holds(one, statusOf));
		case 'some':
			return expression.of.filter((one) => holds(one, statusOf)).length >= expression.count;
	}
}

const sameStatus = (status: LessonStatus, said: string) =>
	said.length === 1 ? status.startsWith(said.toLowerCase()) : status === said.toLowerCase();

function namesIn(expression: Expression): string[] {
	if ('id' in expression) return [expression.id];
	return Array.isArray(expression.of) ? expression.of.flatMap(namesIn) : namesIn(expression.of);
}

/** Null when the script is empty or cannot be read. */
function parse(script: string): Expression | null {
	const words = [...script.matchAll(/"([^"]*)"|<>|[&|~=(){}*,]|[^\s&|~=<>(){}*,"]+/g)].map((found) => ({
		sign: found[1] === undefined ? found[0] : '',
		text: found[1] ?? found[0]
	}));
	let at = 0;
	const take = (sign: string) => words[at]?.sign === sign && ++at > 0;
	const need = (sign: string) => {
		if (!take(sign)) throw new SyntaxError(sign);
	};
	const list = (sign: string, is: 'and' | 'or', next: () => Expression): Expression => {
		const of = [next()];
		while (take(sign)) of.push(next());
		return of.length === 1 ? of[0]! : { is, of };
	};
	const name = () => {
		const word = words[at++];
		if (!word?.text || (word.sign && /^(<>|[&|~=(){}*,])$/.test(word.sign))) throw new SyntaxError('name');
		return word.text;
	};
	const either = (): Expression => list('|', 'or', both);
	const both = (): Expression => list('&', 'and', one);
	const set = (count: number): Expression => {
		need('{');
		const of = [either()];
		while (take(',')) of.push(either());
		need('}');
		return { is: 'some', count, of };
	};
	const one = (): Expression => {
		if (take('~')) return { is: 'not', of: one() };
		if (take('(')) {
			const inside = either();
			need(')');
			return inside;
		}
		const id = name();
		if (take('*')) return set(Number(id));
		for (const sign of ['=', '<>'])
			if (take(sign)) return { is: 'status', id, status: status(), equal: sign === '=' };
		return { is: 'step', id };
	};
	const status = () => {
		const first = name();
		// "not attempted" is two words when it is not in quotation marks.
		return first.toLowerCase() === 'not' && words[at]?.text.toLowerCase() === 'attempted'
			? `not ${words[at++]!.text}`
			: first;
	};
	try {
		const expression = words.length ? either() : null;
		return at === words.length ? expression : null;
	} catch {
		return null;
	}
}
