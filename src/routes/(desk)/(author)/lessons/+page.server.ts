import { UserError } from '$lib/base';
import { field, formErrors } from '$lib/hub/server';
import { newLesson } from '$lib/lesson';
import { redirect } from '@sveltejs/kit';
import { getLocale } from '$lib/paraglide/runtime';
import * as m from '$messages';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { hub, person } = locals;
	if (!person) return { drafts: [], templates: [], mayWrite: false };
	const [rows, templates] = await Promise.all([hub.drafts.list(person), hub.templates.list()]);
	const drafts = await Promise.all(
		rows.map(async (row) => ({
			...row,
			releases: (await hub.releases.of(row.lessonId)).map((r) => r.number)
		}))
	);
	return {
		mayWrite: person.roles.includes('author'),
		drafts,
		templates: templates.map(({ name, title, summary }) => ({
			name,
			title: title[getLocale()],
			summary: summary[getLocale()]
		}))
	};
};

export const actions: Actions = {
	create: ({ request, locals }) =>
		formErrors(async () => {
			const { hub, person } = locals;
			if (!person?.roles.includes('author')) throw new UserError('not_allowed');
			const template = field(await request.formData(), 'template');
			const lesson = template ? await hub.templates.lesson(template) : newLesson('', 'zh-CN');
			const title = template ? m.lessons_copy_title({ title: lesson.title }) : m.lessons_untitled();
			redirect(303, `/lessons/${await hub.drafts.create(lesson, title, person)}`);
		})
};
