import {
	cuesOf,
	timeText,
	type CaptionTrack,
	type Chapter,
	type FilmCue,
	type MediaRef,
	type NodeJson
} from '$lib/lesson';
import { attrText, escapeHtml } from '../html';
import { mediaPath } from '../package-file';
import { note, sidAttr, type BlockRenderer, type Place } from '../render';

export const video: BlockRenderer = (node, place) => {
	const { words } = place;
	const media = node.attrs?.media as MediaRef | null;
	if (!media) return note(words.noMedia);
	const poster = node.attrs?.poster as MediaRef | null;
	const tracks = ((node.attrs?.captions as CaptionTrack[] | undefined) ?? []).map(
		(track, i) =>
			`<track kind="captions" src="${mediaPath(track.media)}" srclang="${escapeHtml(track.lang)}" label="${escapeHtml(track.label)}"${i === 0 ? ' default' : ''}>`
	);
	const title = attrText(node.attrs?.title);
	const label = title ? ` aria-label="${title}"` : '';
	const still = poster ? ` poster="${mediaPath(poster)}"` : '';
	const caption = title ? `<figcaption>${title}</figcaption>` : '';
	// preload="metadata": only the film on screen is fetched further.
	const viewing = node.attrs?.firstViewing === 'forced' ? ' data-viewing="forced"' : '';
	return `<figure class="video"${sidAttr(node)}${viewing}><video controls playsinline preload="metadata"${sizeOf(media)}${label}${still}><source src="${mediaPath(media)}" type="${escapeHtml(media.type)}">${tracks.join('')}</video>${caption}${chapters(node, words.chapters)}${cues(node, place)}</figure>`;
};

const sizeOf = ({ width, height }: MediaRef): string =>
	width && height ? ` width="${width}" height="${height}"` : '';

function chapters(film: NodeJson, name: string): string {
	const list = [...((film.attrs?.chapters as Chapter[] | undefined) ?? [])].sort((a, b) => a.at - b.at);
	const lines = list.map(
		({ at, title }) =>
			`<li data-at="${at}"><span class="time">${timeText(at)}</span> <span>${escapeHtml(title)}</span></li>`
	);
	return lines.length ? `<ol class="chapters" aria-label="${name}">${lines.join('')}</ol>` : '';
}

/** What comes up in the film, below it, to be read where no script runs. */
function cues(film: NodeJson, place: Place): string {
	const list = cuesOf(film).map((cue) => {
		const inner = (cue.node.content ?? []).map((child) => place.render(child)).join('');
		return `<section class="cue"${cueData(cue)}><p class="cue-time">${place.words.cueAt(timeText(cue.at))}</p>${inner}</section>`;
	});
	return list.length ? `<div class="cues">${list.join('\n')}</div>` : '';
}

const cueData = ({ at, pause, required, rewindTo, question }: FilmCue): string =>
	[
		` data-at="${at}"`,
		typeof question?.attrs?.sid === 'number' ? ` data-question="${question.attrs.sid}"` : '',
		pause ? '' : ' data-pass',
		required === 'no' ? '' : ` data-required="${required}"`,
		rewindTo === null ? '' : ` data-rewind="${rewindTo}"`
	].join('');
