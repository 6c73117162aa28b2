import { UserError } from '$lib/base';
import { storeFailure } from '$lib/store/node';
import en from '../../../messages/en.json';
import zh from '../../../messages/zh-CN.json';

/** What kept a command from being done: what happened and what to do, Chinese first. */
export function failureText(error: unknown): string {
	const failure = error instanceof UserError ? error : storeFailure(error);
	if (!failure) return error instanceof Error ? error.message : String(error);
	return [zh, en].map((words) => fill(words, failure)).join('\n');
}

function fill(words: Record<string, string>, { code, details }: UserError): string {
	const sentence = words[`error_${code}`] ?? code;
	return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? '?'));
}
