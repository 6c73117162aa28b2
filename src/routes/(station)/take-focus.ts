/**
 * What a new screen is for takes the focus, so that it is read aloud and Tab goes on from there and not from the top of the page:
 * its heading, or the one box it asks to be filled in.
 */
export const takeFocus = (place: HTMLElement): void => place.focus({ preventScroll: true });
