/**
 * Scripts that are the same in every package of a program, by where it puts them: what they could load says nothing about this
 * course. Its data lies elsewhere.
 */
const engines = [
	/(?:^|\/)scorm(?:content\/lib|driver)\//i, // Articulate Rise, and the driver of Rustici
	/(?:^|\/)(?:html5\/lib|mobile)\//i, // Articulate Storyline
	/(?:^|\/)lms\/[^/]+\.js$/i,
	/(?:^|\/)data\/(?:player|quizplayer|browsersupport|interactionplayer)\.js$/i, // iSpring
	/(?:^|\/)adapt\/js\/adapt\.min\.js$|(?:^|\/)libraries\/[^/]+\.js$/i, // Adapt
	/(?:^|\/)lib\/(?:tdv\w*|Hls|WebVRPolyfill|webxr-polyfill)\.js$|(?:^|\/)lib\/(?:draco|basis)\//i // 3DVista
];
const libraries =
	/(?:^|\/)(?:jquery|bootstrap|video|mediaelement|hls|dash|three|modernizr|polyfill|react|vue|angular|ember|backbone|lodash|underscore|mathjax|createjs|easeljs|gsap|tweenmax|hammer|swfobject|d3|p5|phaser|pixi|require|moment|katex|plyr|reveal|swiper|slick|tinymce|ckeditor)[\w.-]*\.js$/i;
const small = 20_000;

/** Whether a script is a program that many courses share. One of a library's name that is too small to be it is not. */
export const isEngine = (path: string, size: number): boolean =>
	engines.some((place) => place.test(path)) ? size > 2000 : libraries.test(path) && size > small;

/** Files that such programs ask for where they are: nobody misses them. */
export const isOptional = (address: string): boolean =>
	/(?:^|\/)(?:tc-config|AOComm)\.js$/i.test(address.replace(/[?#].*$/s, ''));

/** Pages for browsers and systems that no station has, and frames of a driver for others. */
export const isForOthers = (path: string): boolean =>
	/(?:^|\/)(?:ioslaunch|html5-unsupported|analytics-frame|amplaunch|AICCComm|goodbye|blank)\.html?$/i.test(
		path
	);

/** The page of the course that a driver's page opens. */
export const openedBy = (path: string): string[] =>
	/(?:^|\/)scormdriver\/[^/]+\.html?$/i.test(path)
		? [path.replace(/scormdriver\/[^/]+$/i, 'scormcontent/index.html')]
		: [];
