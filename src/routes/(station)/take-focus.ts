/** A new screen's heading takes the focus, so that it is read aloud and Tab goes on from there and not from the top of the page. */
export const takeFocus = (heading: HTMLElement): void => heading.focus({ preventScroll: true });
