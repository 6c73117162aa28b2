import * as v from 'valibot';
import { About } from './about';
import type { NodeJson } from './block';
import { MediaRef } from './media';
import { text, textsFit } from './text-limits';

/** The version this program writes. */
export const formatVersion = 2;

/** The five study themes (五学习). */
export const themes = ['theory', 'party', 'law', 'technology', 'culture'] as const;
export type Theme = (typeof themes)[number];

/** How a lesson can look. */
export const looks = ['plain', 'field', 'solemn'] as const;
export type Look = (typeof looks)[number];

/** The colours an author is offered; each is readable on white and white on it (contrast 4.5 at least). */
export const accents = [
	'#1f6b3a',
	'#0b6b6b',
	'#1d5fa8',
	'#5b4bb0',
	'#8a3b8f',
	'#b3282d',
	'#9a4a00',
	'#4d4d4d'
] as const;

/** What makes a lesson easier to read: pinyin above the characters, and a button that reads the page aloud. */
const Aids = v.object({ pinyin: v.boolean(), aloud: v.boolean() });

const Settings = v.object({
	themes: v.pipe(v.array(v.picklist(themes)), v.maxLength(2 * themes.length)),
	/** For whom, in the author's words. */
	audience: text('audience'),
	/** How long it takes, in minutes, as the author estimates. */
	minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600)),
	summary: text('summary'),
	/** Share of the question weights that passes, 0 to 100; null when the lesson is not marked. */
	passPercent: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
	cover: v.nullable(MediaRef),
	/** `accent` is `#rrggbb`; null: the look's own colour. */
	look: v.optional(
		v.object({
			name: v.picklist(looks),
			accent: v.nullable(v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)))
		}),
		{ name: 'plain', accent: null }
	),
	aids: v.optional(Aids, { pinyin: false, aloud: false }),
	about: v.optional(About),
	/** What whoever writes on should know. It stays in the studio: no package has it. */
	note: v.optional(text('summary'))
});

const Doc: v.GenericSchema<unknown, NodeJson> = v.custom<NodeJson>(
	(value) =>
		!!value &&
		typeof value === 'object' &&
		'type' in value &&
		value.type === 'doc' &&
		(!('content' in value) || Array.isArray(value.content)) &&
		textsFit(value)
);

/** A lesson: an envelope around one ProseMirror document. `nextSid` is the next tracking number to give. */
export const Lesson = v.object({
	formatVersion: v.literal(formatVersion),
	lessonId: v.pipe(v.string(), v.regex(/^[0-9a-z]{6,32}$/)),
	title: text('title'),
	/** BCP 47, such as `zh-CN`. */
	lang: text('lang'),
	settings: Settings,
	nextSid: v.pipe(v.number(), v.integer(), v.minValue(1)),
	doc: Doc
});
export type Lesson = v.InferOutput<typeof Lesson>;
export type LessonSettings = v.InferOutput<typeof Settings>;
