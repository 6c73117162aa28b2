// Draws the media of the starter lessons anew: films, captions, posters, covers and figures.
//
//   node lesson-templates/make-media.mjs                      all lessons
//   node lesson-templates/make-media.mjs rice-blast           one lesson
//   node lesson-templates/make-media.mjs rice-blast --stills  its pictures and captions only
//   node lesson-templates/make-media.mjs rice-blast --look /tmp/frames   one picture a scene, to look at
//
// Needs Chromium (CHROMIUM, else /usr/bin/chromium, else Playwright's own), ffmpeg with libx264, and a Noto CJK font. It is run
// by hand after a drawing was changed, not by the tests: its results are committed, and `lesson.json` gets their new
// hashes. `<lesson>/film.mjs` holds the drawings: `scenes` (seconds, words said, a picture for each moment) and `stills`;
// a lesson without a film has `<lesson>/pictures.mjs` with `stills` only.
// The films have no sound: no free synthetic Mandarin voice is good enough to listen to, so words in the picture and
// captions carry them. A trainer reads aloud, or an author replaces the film by one that was spoken.
import { chromium } from '@playwright/test';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { film, n, picture } from './drawing.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const crossFade = 0.5;
const types = { mp4: 'video/mp4', vtt: 'text/vtt', jpg: 'image/jpeg', png: 'image/png' };

const args = process.argv.slice(2);
const lookAt = args.includes('--look') ? args[args.indexOf('--look') + 1] : null;
const asked = args.filter((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--look');
const folders = (await readdir(here, { withFileTypes: true })).filter((e) => e.isDirectory());
const names = asked.length ? asked : folders.map((folder) => folder.name);

const system = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({
	...(existsSync(system) ? { executablePath: system } : {}),
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking']
});
const page = await browser.newPage();
await page.setContent('<body style="margin:0;overflow:hidden"></body>');

for (const name of names) {
	const hasFilm = existsSync(join(here, name, 'film.mjs'));
	const { scenes = [], stills } = await import(`./${name}/${hasFilm ? 'film' : 'pictures'}.mjs`);
	const media = join(here, name, 'media');
	await mkdir(lookAt ?? media, { recursive: true });
	if (lookAt) {
		let start = 0;
		for (const [i, { seconds }] of scenes.entries()) {
			await still(frame(scenes, start + seconds - crossFade), film, join(lookAt, `${name}-${i + 1}.jpg`));
			start += seconds;
		}
		continue;
	}
	for (const { file, width, height, svg } of stills)
		await still(picture(width, height, svg), { width, height }, join(media, file));
	if (hasFilm) await writeFile(join(media, 'film.vtt'), captions(scenes));
	if (hasFilm && !args.includes('--stills')) await movie(scenes, join(media, 'film.mp4'));
	await nameFiles(name, stills, length(scenes));
}
await browser.close();

function length(scenes) {
	return scenes.reduce((sum, scene) => sum + scene.seconds, 0);
}

/** The film at `t` seconds; one scene fades into the next. */
function frame(scenes, t) {
	let start = 0;
	let inner = '';
	for (const [i, scene] of scenes.entries()) {
		const end = start + scene.seconds;
		const first = i === 0 ? start : start - crossFade / 2;
		if (t >= first && t < end + crossFade / 2) {
			const fade = i === 0 ? 1 : Math.min(1, (t - first) / crossFade);
			const ground = `<rect width="${film.width}" height="${film.height}" fill="oklch(98.5% .005 95)"/>`;
			inner += `<g opacity="${n(fade)}">${ground}${scene.draw(Math.max(0, t - start))}</g>`;
		}
		start = end;
	}
	return picture(film.width, film.height, inner);
}

/** Words said, as WebVTT; the times of a scene's lines count from its start. */
function captions(scenes) {
	let text = 'WEBVTT\n';
	let start = 0;
	for (const scene of scenes) {
		for (const [from, to, ...lines] of scene.say)
			text += `\n${clock(start + from)} --> ${clock(start + to)}\n${lines.join('\n')}\n`;
		start += scene.seconds;
	}
	return text;
}

function clock(seconds) {
	return new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);
}

async function still(svg, { width, height }, path) {
	await show(svg, width, height);
	await page.screenshot(path.endsWith('png') ? { path } : { path, type: 'jpeg', quality: 86 });
}

async function show(svg, width, height) {
	const size = page.viewportSize();
	if (size?.width !== width || size.height !== height) await page.setViewportSize({ width, height });
	await page.evaluate((html) => void (document.body.innerHTML = html), svg);
}

async function movie(scenes, path) {
	const coder = spawn(
		'ffmpeg',
		`-y -loglevel error -f image2pipe -c:v mjpeg -framerate ${film.rate} -i - -an -c:v libx264 -profile:v main
		-pix_fmt yuv420p -preset veryslow -tune animation -crf 25 -g ${film.rate * 5} -map_metadata -1 -fflags +bitexact
		-flags:v +bitexact -movflags +faststart`
			.split(/\s+/)
			.concat(path),
		{ stdio: ['pipe', 'inherit', 'inherit'] }
	);
	const done = new Promise((resolve, reject) =>
		coder.on('close', (code) => (code ? reject(new Error(`ffmpeg ended with ${code}`)) : resolve()))
	);
	let shown = '';
	let bytes;
	for (let i = 0; i < length(scenes) * film.rate; i++) {
		const svg = frame(scenes, i / film.rate);
		if (svg !== shown) {
			await show(svg, film.width, film.height);
			bytes = await page.screenshot({ type: 'jpeg', quality: 96 });
			shown = svg;
		}
		if (!coder.stdin.write(bytes)) await new Promise((resolve) => coder.stdin.once('drain', resolve));
	}
	coder.stdin.end();
	await done;
}

/** Writes size, hash and measures of every file into the lesson, which knows them by name. */
async function nameFiles(name, stills, seconds) {
	const path = join(here, name, 'lesson.json');
	const lesson = JSON.parse(await readFile(path, 'utf8'));
	const refs = [];
	const find = (value) => {
		if (!value || typeof value !== 'object') return;
		if ('sha256' in value) refs.push(value);
		else Object.values(value).forEach(find);
	};
	find(lesson);
	for (const ref of refs) {
		const bytes = await readFile(join(here, name, 'media', ref.name));
		ref.sha256 = createHash('sha256').update(bytes).digest('hex');
		ref.size = bytes.length;
		ref.type = types[ref.name.split('.').pop()];
		const size = ref.type === 'video/mp4' ? film : stills.find((one) => one.file === ref.name);
		if (size) Object.assign(ref, { width: size.width, height: size.height });
		if (ref.type === 'video/mp4') ref.seconds = seconds;
	}
	const options = await prettier.resolveConfig(path);
	await writeFile(path, await prettier.format(JSON.stringify(lesson), { ...options, parser: 'json' }));
}
