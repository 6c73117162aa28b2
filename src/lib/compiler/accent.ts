import { contrast, readableContrast } from '$lib/lesson';

/** Where the colour of a lesson stands in its package. */
export const accentFile = 'accent.css';

/** A style sheet that gives a lesson its colour `#rrggbb`: dark on light grounds, lightened on a television's dark one. */
export function accentCss(accent: string): string {
	const on = contrast(accent, '#ffffff') >= readableContrast ? '#fff' : '#111';
	return `:root{--action:${accent};--action-soft:color-mix(in oklab,${accent} 10%,#fff);--on-action:${on}}
:root[data-look=tv]{--action:color-mix(in oklab,${accent} 45%,#fff);--action-soft:color-mix(in oklab,${accent} 35%,#000);--on-action:#111}
`;
}
