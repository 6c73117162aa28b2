/** Theme words as somebody types them: between spaces or commas, each once. */
export const wordsIn = (text: string): string[] =>
	[...new Set(text.split(/[\s,，、;；]+/).filter(Boolean))].slice(0, 12).map((word) => word.slice(0, 40));
