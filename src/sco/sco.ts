import { mergeStates, unpackState } from '$lib/lesson/tracking';
import { elementNames, type ScormVersion } from '$lib/scorm';
import type { BlockKind } from '$lib/lesson';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';
import * as m from '$messages';
import { behaviours } from './blocks';
import { Connection } from './connection';
import { button, el } from './dom';
import { handOutFiles } from './files';
import { findApi, type LmsApi } from './find-api';
import { listenToRemote } from './focus-keys';
import './film';
import { KeptAnswers } from './kept-answers';
import { listenToKeys } from './keys';
import { Pages } from './pages';
import { isWritten, lmsPassPercent, Recorder } from './recorder';
import type { LessonData } from '$lib/release';
import { Session } from './session';
import { term } from './term';
import './sco.css';
import './themes.css';
import './questions/questions.css';
import './film/film.css';

const data = document.getElementById('lesson')?.textContent;
if (data) start(JSON.parse(data) as LessonData);

function start(lesson: LessonData): void {
	overwriteGetLocale(() => (/^zh\b/i.test(lesson.lang) ? 'zh-CN' : 'en'));
	const look = new URLSearchParams(location.search).get('look');
	document.documentElement.dataset.look = look === 'tv' ? 'tv' : 'station';
	document.documentElement.classList.add('js');

	const version = window.YUANKE_SCORM;
	const wanted = version === '1.2' || version === '2004' ? version : null;
	const api = wanted && findApi(window, wanted);
	const connection = wanted && api && connect(wanted, api);
	const names = connection && elementNames[connection.version];
	const given = connection && names ? connection.get(names.suspendData) : '';
	const kept =
		connection && names && isWritten(connection)
			? new KeptAnswers(lesson.lessonId, connection.get(names.learner), given)
			: null;
	const changed = new Set<number>();
	const had = unpackState(given, lesson.items, (sid) => changed.add(sid));
	const waiting = kept?.waiting();
	const late = waiting && unpackState(waiting.state, lesson.items, (sid) => changed.add(sid));
	const state = late ? (waiting.sure ? late : mergeStates(had, late)) : had;
	const pass = connection ? (lmsPassPercent(connection) ?? lesson.passPercent) : lesson.passPercent;
	const session = new Session(lesson, state, pass);

	for (const element of document.querySelectorAll<HTMLElement>('[data-sid]:not(.page)')) {
		const item = session.item(Number(element.dataset.sid));
		if (item && item.kind in behaviours) behaviours[item.kind as BlockKind](element, item, session);
	}
	for (const element of document.querySelectorAll<HTMLElement>('[data-kind]:not([data-sid])'))
		behaviours[element.dataset.kind as BlockKind](element, undefined, session);
	for (const element of document.querySelectorAll<HTMLElement>('.term')) term(element);

	const notice = el('p', { class: 'notice', role: 'alert', hidden: '' });
	const say = (text: string) => {
		notice.hidden = !text;
		notice.textContent = text;
	};
	const looking = connection ? onlyLooking(connection) : '';
	const welcome = changed.size ? m.sco_changed({ n: changed.size }) : late ? m.sco_sent_late() : '';
	const words = { failed: m.sco_not_saved(), kept: m.sco_kept_here(), saved: looking || welcome };
	const recorder =
		connection &&
		new Recorder(connection, session, kept, (saved) => {
			say(words[saved]);
			// Once, until the next page is turned.
			if (saved === 'saved') words.saved = looking;
		});
	if (late) recorder?.catchUp(had);
	if (!connection && version !== 'none' && version !== undefined)
		say(api ? m.sco_no_session() : m.sco_no_lms());

	const pages = new Pages(session, recorder && (() => leave(recorder)));
	document.querySelector('nav.turn')?.append(notice);
	pages.open(state.page ?? (Number(names && connection.get(names.location)) || null));
	listenToKeys(pages);
	if (look === 'tv') listenToRemote(() => pages.current);
	handOutFiles();
	if (!recorder) return;
	recorder.save();
	saveOnTheWayOut(recorder);
}

/** What is said all the while where nothing is written: an LMS may do so without a word when a lesson was finished before. */
function onlyLooking(connection: Connection): string {
	if (isWritten(connection)) return '';
	return connection.get(elementNames[connection.version].mode) === 'browse'
		? m.sco_browsing()
		: m.sco_reviewing();
}

function connect(version: ScormVersion, api: LmsApi): Connection | null {
	const connection = new Connection(version, api);
	return connection.start() ? connection : null;
}

/** A page may come back from the back-forward cache (`persisted`): then the session must still be open. */
function saveOnTheWayOut(recorder: Recorder): void {
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'hidden') recorder.save(true);
	});
	window.addEventListener('pagehide', (event) => {
		if (event.persisted) recorder.save(true);
		else recorder.finish(false);
	});
}

function leave(recorder: Recorder): void {
	if (!recorder.finish(true)) return;
	for (const film of document.querySelectorAll('video')) film.pause();
	const text = el('p', { role: 'status' }, m.sco_leaving());
	const left = el('main', { class: 'left' }, el('h1', {}, `✓ ${m.sco_left()}`), text);
	document.body.replaceChildren(left);
	void recorder.arrived().then((has) => {
		text.textContent = has ? m.sco_left_text() : m.sco_left_kept();
		if (inOwnWindow()) left.append(button(m.sco_close_window(), 'plain', () => window.top?.close()));
	});
}

/** Whether the LMS opened a window for the lesson. Moodle takes away who opened it; a window without bars is one all the same. */
function inOwnWindow(): boolean {
	try {
		return Boolean(window.top?.opener) || window.top?.toolbar.visible === false;
	} catch {
		// Somebody else's page around it: not to be closed.
		return false;
	}
}
