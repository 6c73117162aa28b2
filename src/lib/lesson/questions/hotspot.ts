import * as v from 'valibot';
import { defaults, OptionKey } from '../block';
import { MediaRef } from '../media';
import { Line, Marked, markedAttrs, markedWords, question, questionNode } from './common';

const Percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/**
 * A place to point at in a picture. Each `area` is a rectangle or the ellipse in it, in percent of the picture's width and
 * height; its text names it for reports and for who cannot see.
 */
export const hotspot = question(
	{
		hotspot: {
			...questionNode,
			content: 'prompt area{1,12} explanation',
			attrs: markedAttrs({ media: null, alt: '' })
		},
		area: {
			content: 'text*',
			marks: '',
			defining: true,
			attrs: defaults({
				key: null,
				shape: 'ellipse',
				x: 40,
				y: 40,
				width: 20,
				height: 20,
				correct: false,
				feedback: ''
			})
		}
	},
	{
		hotspot: Marked({ media: v.nullable(MediaRef), alt: Line }),
		area: v.object({
			key: v.nullable(OptionKey),
			shape: v.picklist(['rectangle', 'ellipse']),
			x: Percent,
			y: Percent,
			width: Percent,
			height: Percent,
			correct: v.boolean(),
			feedback: Line
		})
	},
	{ hotspot: [...markedWords, 'alt'], area: ['feedback'] }
);
