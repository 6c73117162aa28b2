import { linkedPage } from '$lib/lesson';
import { Plugin } from '@tiptap/pm/state';
import { placeOfId, selectionIn } from './places';

/** A link in the text is text: a click puts the cursor into it. With Ctrl it leads where it leads. */
export const links = (): Plugin =>
	new Plugin({
		props: {
			handleDOMEvents: {
				click(view, event) {
					const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
					const href = link?.getAttribute('href');
					if (!href) return false;
					event.preventDefault();
					if (!event.ctrlKey && !event.metaKey && view.editable) return false;
					const page = linkedPage(href);
					const place = page === null ? null : placeOfId(view.state.doc, page);
					if (place) {
						view.dispatch(
							view.state.tr.setSelection(selectionIn(view.state.doc, place.pos)).scrollIntoView()
						);
					} else if (page === null) window.open(href, '_blank', 'noopener,noreferrer');
					return true;
				}
			}
		}
	});
