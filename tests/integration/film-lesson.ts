import type { FixtureMedia } from '$lib/compiler/every-block.fixture';
import { newLesson, numberLesson, type Lesson, type NodeJson } from '$lib/lesson';

const line = (type: string, text: string, attrs?: Record<string, unknown>): NodeJson => ({
	type,
	...(attrs ? { attrs } : {}),
	...(text ? { content: [{ type: 'text', text }] } : {})
});
const cue = (at: number, attrs: Record<string, unknown>, ...content: NodeJson[]): NodeJson => ({
	type: 'cue',
	attrs: { at, ...attrs },
	content
});

/** A film of six seconds that must be watched through, with a question at 2, a passing note at 3.5 and a note at 4.5. */
export function askingFilm(media: FixtureMedia): NodeJson {
	return {
		type: 'video',
		attrs: {
			media: media.video,
			poster: media.poster ?? null,
			captions: media.captions ? [{ lang: 'zh-CN', label: '中文', media: media.captions }] : [],
			title: '下剪的角度',
			firstViewing: 'forced',
			chapters: [
				{ at: 0, title: '认枝条' },
				{ at: 3, title: '下剪' }
			]
		},
		content: [
			cue(4.5, { pause: true }, line('paragraph', '剪完要涂药 <记住>')),
			cue(
				2,
				{ required: 'right', rewindTo: 1 },
				{
					type: 'singleChoice',
					attrs: { weight: 1 },
					content: [
						line('prompt', '先剪哪一种枝？'),
						line('option', '病虫枝', { key: 'a', correct: true }),
						line('option', '结果枝', { key: 'b' }),
						line('explanation', '病虫枝先剪掉。')
					]
				}
			),
			cue(3.5, { pause: false }, line('paragraph', '注意角度'))
		]
	};
}

/** {@link askingFilm} in a lesson of its own. */
export function filmLesson(media: FixtureMedia): Lesson {
	const page = (title: string, ...blocks: NodeJson[]): NodeJson => ({
		type: 'page',
		content: [line('pageTitle', title), ...blocks]
	});
	return numberLesson({
		...newLesson('看片答题', 'zh-CN'),
		lessonId: 'fixture0film',
		doc: {
			type: 'doc',
			content: [page('看一看', askingFilm(media)), page('完了', line('paragraph', '就到这里。'))]
		}
	});
}
