/** A voice of the computer, as the Web Speech API lists it. */
type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService'>;

/** Linux calls Mandarin `cmn`, other systems `zh`. */
const tongue = (lang: string) => /^[a-z]+/.exec(lang.toLowerCase())?.[0].replace('cmn', 'zh') ?? '';

/**
 * The voice to read a language (BCP 47) with: of its region, else of the language; null when there is none. Voices that
 * need the network are of no use at a station.
 */
export function pickVoice<V extends Voice>(voices: readonly V[], lang: string): V | null {
	const here = voices.filter((voice) => voice.localService && tongue(voice.lang) === tongue(lang));
	const same = here.find((voice) => voice.lang.replace('_', '-').toLowerCase() === lang.toLowerCase());
	return same ?? here[0] ?? null;
}

/** A text in pieces of a few sentences, at most about `most` letters each: some voices fall silent in the middle of a long one. */
export function sayings(text: string, most = 120): string[] {
	const pieces: string[] = [];
	for (const sentence of text.match(/[^。！？；.!?;\n]+[。！？；.!?;\n]*/g) ?? []) {
		const last = pieces.at(-1);
		if (last !== undefined && last.length + sentence.length <= most)
			pieces[pieces.length - 1] = last + sentence;
		else pieces.push(sentence);
	}
	return pieces.filter((piece) => piece.trim());
}
