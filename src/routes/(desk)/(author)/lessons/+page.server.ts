import { UserError } from '$lib/base';
import { allows } from '$lib/hub';
import { field, formErrors, listed, mustMay, type DraftRow } from '$lib/hub/server';
import { draftMediaOf, newLesson } from '$lib/lesson';
import { redirect } from '@sveltejs/kit';
import { getLocale } from '$lib/paraglide/runtime';
import * as m from '$messages';
import type { Actions, PageServerLoad } from './$types';

/** How many lessons a list shows at most. */
const mostShown = 1000;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { hub, person } = locals;
	if (!person) return nothing;
	const find = (url.searchParams.get('find') ?? '').slice(0, 100);
	const from = url.searchParams.get('from')?.slice(0, 1000);
	const asked = Number(url.searchParams.get('shown'));
	const shown = Number.isInteger(asked) ? Math.min(mostShown, Math.max(listed, asked)) : listed;
	const [list, due, bin, templates, saved, packages] = await Promise.all([
		hub.drafts.list(person, shown, find, from),
		hub.drafts.due(person),
		hub.bin.list(person),
		hub.templates.list(),
		hub.savedTemplates.list(person),
		hub.library.list(person)
	]);
	const withReleases = (rows: DraftRow[]) =>
		Promise.all(rows.map(async (row) => ({ ...row, releases: await hub.releases.numbersOf(row.lessonId) })));
	return {
		mayWrite: allows(person, 'make lesson'),
		drafts: await withReleases(list.rows),
		/** How many lessons to ask for to see more; null when these are all. */
		more: list.more && !list.searchedTo && shown < mostShown ? shown + listed : null,
		find,
		/** Where a search was ended before it came to the end. */
		searchedTo: list.searchedTo ?? null,
		due: due.map(({ draftId, title }) => ({ draftId, title })),
		bin,
		packages: packages.rows,
		morePackages: packages.more,
		saved,
		templates: templates.map(({ name, title, summary }) => ({
			name,
			title: title[getLocale()],
			summary: summary[getLocale()]
		}))
	};
};

const nothing = {
	...{
		drafts: [],
		more: null,
		find: '',
		searchedTo: null,
		due: [],
		bin: [],
		templates: [],
		saved: [],
		packages: []
	},
	...{ morePackages: false, mayWrite: false }
};

/** Whoever is signed in: whose a template is, the hub knows. */
function personOf({ person }: App.Locals) {
	if (!person) throw new UserError('not_signed_in');
	return person;
}

const authorOf = ({ person }: App.Locals) => mustMay(person, 'make lesson');

export const actions: Actions = {
	create: ({ request, locals }) =>
		formErrors(async () => {
			const person = authorOf(locals);
			const { hub } = locals;
			const form = await request.formData();
			const [template, saved] = [field(form, 'template'), field(form, 'saved')];
			const lesson = template
				? await hub.templates.lesson(template)
				: saved
					? await hub.savedTemplates.lesson(saved, person)
					: newLesson('', 'zh-CN');
			const given = template ? draftMediaOf(lesson).map(({ sha256 }) => sha256) : [];
			// A sample is a lesson to release; a form of one's own waits for what is to be written into it.
			const title = saved ? m.lessons_copy_title({ title: lesson.title }) : lesson.title;
			redirect(303, `/lessons/${await hub.drafts.create(lesson, title, person, given)}`);
		}),
	throwAway: ({ request, locals }) =>
		formErrors(async () => {
			const person = personOf(locals);
			const draftId = field(await request.formData(), 'draftId');
			return { thrown: { draftId, title: await locals.hub.bin.throwAway(draftId, person) } };
		}),
	bringBack: ({ request, locals }) =>
		formErrors(async () => {
			const person = personOf(locals);
			const draftId = field(await request.formData(), 'draftId');
			return { back: await locals.hub.bin.bringBack(draftId, person), draftId };
		}),
	saveTemplate: ({ request, locals }) =>
		formErrors(async () => {
			const author = authorOf(locals);
			const form = await request.formData();
			const what = { title: field(form, 'title').slice(0, 200), shared: field(form, 'shared') === 'yes' };
			await locals.hub.savedTemplates.save(field(form, 'draftId'), what, author);
			return { saved: what.title };
		}),
	removeTemplate: ({ request, locals }) =>
		formErrors(async () => {
			const person = personOf(locals);
			const templateId = field(await request.formData(), 'templateId');
			return { templateId, removed: await locals.hub.savedTemplates.remove(templateId, person) };
		}),
	restoreTemplate: ({ request, locals }) =>
		formErrors(async () => {
			const person = personOf(locals);
			const templateId = field(await request.formData(), 'templateId');
			return { restored: await locals.hub.savedTemplates.restore(templateId, person) };
		})
};
