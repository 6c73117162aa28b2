import type { NodeJson } from '$lib/lesson';
import type { Reason } from './found';
import { shown } from './gift-escapes';

type Say = (why: Reason) => void;
const text = (value: string): NodeJson[] =>
	value
		.split('\n')
		.flatMap((line, i) => [
			...(i ? [{ type: 'hardBreak' }] : []),
			...(line ? [{ type: 'text', text: line }] : [])
		]);
/** Where only plain text may stand. */
const oneLine = (value: string): NodeJson[] => text(value.replace(/\n/g, ' '));
const short = (value: string) => value.slice(0, 1000);

interface Answer {
	sign: '=' | '~';
	percent: number | null;
	text: string;
	feedback: string;
}

/** Makes the question that the brackets of a GIFT question describe; null when they cannot be read. */
export function giftAnswers(stem: string, inside: string, say: Say): NodeJson | null {
	const [own = '', ...general] = inside.split('####');
	const explanation = shown(general.join(' ').trim());
	const frame = (type: string, attrs: Record<string, unknown>, ...middle: NodeJson[]): NodeJson => ({
		type,
		attrs,
		content: [
			{ type: 'prompt', content: text(stem) },
			...middle,
			{ type: 'explanation', content: text(explanation) }
		]
	});
	const body = own.trim();
	if (!body) return frame('shortAnswer', {});
	const verdict = /^(TRUE|FALSE|T|F)\s*(#[^]*)?$/i.exec(body);
	if (verdict) {
		const [whenWrong = '', whenRight = ''] = (verdict[2] ?? '').split('#').slice(1);
		return frame('trueFalse', {
			answer: /^T/i.test(verdict[1] ?? ''),
			whenWrong: short(shown(whenWrong.trim())),
			whenRight: short(shown(whenRight.trim()))
		});
	}
	if (body.startsWith('#')) {
		const number = numericOf(body.slice(1), say);
		return number && frame('numeric', number);
	}
	const answers = answersIn(body);
	if (!answers) return null;
	const right = answers.filter(({ sign }) => sign === '=');
	if (right.length === answers.length && answers.every((answer) => answer.text.includes('->'))) {
		if (answers.length < 2 || answers.length > 12) return null;
		if (answers.some(({ feedback }) => feedback)) say('feedback_lost');
		return frame(
			'matching',
			{},
			...answers.map((answer) => {
				const [left = '', ...rest] = answer.text.split('->');
				return {
					type: 'pair',
					content: [
						{ type: 'pairLeft', content: text(shown(left.trim())) },
						{ type: 'pairRight', content: text(shown(rest.join('->').trim())) }
					]
				};
			})
		);
	}
	if (right.length === answers.length) return fillIn(answers, frame, say);
	return choice(answers, frame, say);
}

function choice(
	answers: Answer[],
	frame: (type: string, attrs: Record<string, unknown>, ...middle: NodeJson[]) => NodeJson,
	say: Say
): NodeJson | null {
	if (answers.length < 2 || answers.length > 36) return null;
	const isRight = ({ sign, percent }: Answer) => (percent === null ? sign === '=' : percent > 0);
	const right = answers.filter(isRight);
	if (!right.length) say('no_answer');
	const full = answers.filter(({ sign, percent }) => sign === '=' && percent === null);
	const many = full.length !== 1 && right.length > 1;
	// One full answer and others in part: only one can be chosen here, so only the full one counts.
	if (!many && right.length > 1) say('partial_lost');
	return frame(
		many ? 'multipleChoice' : 'singleChoice',
		many ? { partial: answers.some(({ percent }) => percent !== null) } : {},
		...answers.map((answer) => ({
			type: 'option',
			attrs: {
				correct: many || full.length !== 1 ? isRight(answer) : answer === full[0],
				feedback: short(shown(answer.feedback))
			},
			content: text(shown(answer.text))
		}))
	);
}

function fillIn(
	answers: Answer[],
	frame: (type: string, attrs: Record<string, unknown>, ...middle: NodeJson[]) => NodeJson,
	say: Say
): NodeJson {
	if (answers.some(({ percent }) => percent !== null && percent < 100)) say('partial_lost');
	if (answers.some(({ feedback }) => feedback)) say('feedback_lost');
	// A stroke parts answers here.
	if (answers.some((answer) => /[|｜]/.test(shown(answer.text)))) say('answer_unclear');
	return frame(
		'fillIn',
		{},
		{
			type: 'blank',
			content: oneLine(answers.map((answer) => shown(answer.text)).join('|'))
		}
	);
}

/** `3.14:0.01`, `3..4`, or several `=…` of which the first counts. */
function numericOf(body: string, say: Say): Record<string, unknown> | null {
	const several = body.includes('=');
	const [first = '', ...more] = several ? body.split('=').slice(1) : [body];
	if (more.length) say('partial_lost');
	const [value = '', ...feedback] = first.split('#');
	const plain = value.replace(/^\s*%[\d.]+%/, '').trim();
	const whenRight = short(shown(feedback.join('#').trim()));
	const span = /^(-?\d+(?:\.\d+)?)\s*\.\.\s*(-?\d+(?:\.\d+)?)$/.exec(plain);
	const near = /^(-?\d+(?:\.\d+)?)(?:\s*:\s*(\d+(?:\.\d+)?))?$/.exec(plain);
	const [low, high] = [Number(span?.[1]), Number(span?.[2])];
	const found = span
		? { answer: tidy((low + high) / 2), tolerance: tidy(Math.abs(high - low) / 2) }
		: near
			? { answer: Number(near[1]), tolerance: Number(near[2] ?? 0) }
			: null;
	return found && Number.isFinite(found.answer) && Number.isFinite(found.tolerance)
		? { ...found, whenRight }
		: null;
}

/** Without the dust of binary fractions. */
const tidy = (value: number) => Number(value.toPrecision(12));

function answersIn(body: string): Answer[] | null {
	if (!/^[=~]/.test(body)) return null;
	return [...body.matchAll(/([=~])([^=~]*)/g)].map((found) => {
		const [, sign = '=', rest = ''] = found;
		const percent = /^\s*%(-?\d+(?:\.\d+)?)%/.exec(rest);
		const [value = '', ...feedback] = rest.slice(percent?.[0].length ?? 0).split('#');
		return {
			sign: sign as '=' | '~',
			percent: percent ? Number(percent[1]) : null,
			text: value.trim(),
			feedback: feedback.join('#').trim()
		};
	});
}
