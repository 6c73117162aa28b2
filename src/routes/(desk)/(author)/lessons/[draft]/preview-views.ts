import type { ScormVersion } from '$lib/player';

/** As whom or where a lesson is looked at. */
export const previewViews = ['pc', 'tv', 'phone', 'lms', 'handout'] as const;
export type PreviewView = (typeof previewViews)[number];

/** A screen in CSS pixels; null fills the window. */
export const screens: Record<PreviewView, { width: number; height: number } | null> = {
	pc: null,
	tv: { width: 1920, height: 1080 },
	phone: { width: 390, height: 780 },
	lms: null,
	handout: null
};

/** The page to open in each view. */
export const hrefOf = (view: PreviewView): string => (view === 'tv' ? 'index.html?look=tv' : 'index.html');

/** Everywhere but in another system a lesson is played as a station plays it. */
export const versionOf = (view: PreviewView, chosen: ScormVersion): ScormVersion =>
	view === 'lms' ? chosen : '2004';
