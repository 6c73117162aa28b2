import { activitiesOf, courseOfLesson, type Course } from '$lib/scorm/course';

/** A page of a package, as a course of its own that begins with it. */
export interface PageToTry {
	path: string;
	title: string;
	/** Whether the course itself opens it. */
	part: boolean;
	course: Course;
}

/** More pages than these nobody waits for. */
const most = 300;

/** The pages of a package: those of its steps first, in their order, then every other one by its path. */
export function pagesToTry(course: Course, paths: readonly string[]): PageToTry[] {
	const steps = activitiesOf(course.items).flatMap((step): PageToTry[] => {
		if (step.href === null) return [];
		const alone = { ...step, prerequisites: '', sequencing: undefined, presentation: undefined, items: [] };
		const path = decoded(step.href.replace(/[?#].*$/s, ''));
		return [{ path, title: step.title || path, part: true, course: { ...course, ...bare, items: [alone] } }];
	});
	const known = new Set(steps.map(({ path }) => path));
	const others = paths
		.filter((path) => /\.x?html?$/i.test(path) && !known.has(path))
		.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
		.map((path): PageToTry => {
			const href = path.split('/').map(encodeURIComponent).join('/');
			return { path, title: path, part: false, course: courseOfLesson(path, href, course.version) };
		});
	return [...steps, ...others].slice(0, most);
}

const bare = { sequencing: undefined };

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
