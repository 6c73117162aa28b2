/** A part of the window's height, but no more than so many pixels: at 200 % a window is 384 px high. */
const share = (part: number, most: number): number => Math.min(most, Math.round(innerHeight * part));

/**
 * Where the view goes when it follows the caret (ProseMirror's `scrollThreshold` and `scrollMargin`, px): what was just made,
 * a page or a block of some height, must be seen with its caret, not begin at the last line of the window.
 */
export const viewFollows = {
	scrollThreshold: {
		...{ top: 0, left: 0, right: 0 },
		get bottom() {
			return share(0.2, 160);
		}
	},
	scrollMargin: {
		...{ top: 16, left: 5, right: 5 },
		get bottom() {
			return share(0.42, 340);
		}
	}
};
