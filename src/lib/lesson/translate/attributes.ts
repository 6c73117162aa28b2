const asked = ['hint'];
const marked = [...asked, 'whenRight', 'whenWrong'];

/** Attributes that hold words for the reader, by node type. What is not listed (files, numbers, keys) is never translated. */
export const wordAttributes: Readonly<Record<string, readonly string[]>> = {
	page: ['section'],
	image: ['alt', 'caption'],
	galleryImage: ['alt', 'caption'],
	comparison: ['beforeAlt', 'afterAlt', 'beforeLabel', 'afterLabel'],
	step: ['alt'],
	quote: ['source'],
	callout: ['source'],
	audio: ['title', 'transcript'],
	attachment: ['title'],
	video: ['title'],
	option: ['feedback'],
	area: ['feedback'],
	singleChoice: marked,
	multipleChoice: marked,
	trueFalse: marked,
	fillIn: marked,
	numeric: [...marked, 'unit'],
	matching: marked,
	ordering: marked,
	grouping: marked,
	hotspot: [...marked, 'alt'],
	shortAnswer: asked,
	scale: [...asked, 'low', 'high']
};
