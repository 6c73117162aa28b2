type Frames = Window & Record<string | symbol, unknown>;

/**
 * Lets the frames of an old frameset send each other elsewhere (`parent.main.location = …`). In a sandbox a frame may navigate only
 * itself and what is within it; this page, which is around all of them, does it for them. Addresses count from the frameset.
 */
export function steerFrames(page: Window): void {
	const document = page.document;
	document.addEventListener('DOMContentLoaded', () => {
		if (document.body?.localName !== 'frameset') return;
		Object.defineProperty(page, 'frames', { configurable: true, get: () => steered(page, page) });
		for (const frame of document.querySelectorAll('frame[name]')) {
			const { name, contentWindow } = frame as HTMLFrameElement;
			// A variable of that name goes before a frame, as it always does.
			if (Object.hasOwn(page, name) || !contentWindow) continue;
			const get = () => steered(contentWindow, page);
			Object.defineProperty(page, name, { configurable: true, get });
		}
	});
}

const known = new WeakMap<Window, Window>();

/** What a package was given for a window. */
export const handleOf = (window: Window): Window => known.get(window) ?? window;

/** A window whose place is changed by this page; addresses count from `base`. */
export function steered(window: Window, base: Window): Window {
	const frame = window as Frames;
	const before = known.get(frame);
	if (before) return before;
	const go = (to: unknown) => {
		frame.location.href = new URL(String(to), base.document.baseURI).href;
	};
	const place = new Proxy(
		{},
		{
			get(_, name) {
				if (name === 'replace' || name === 'assign') return go;
				return boundTo(frame.location, (frame.location as unknown as Frames)[name]);
			},
			set(_, name, value) {
				if (name === 'href') go(value);
				else Reflect.set(frame.location, name, value);
				return true;
			}
		}
	);
	const steering = new Proxy(
		{},
		{
			get(_, name) {
				if (name === 'location') return place;
				const value = frame[name];
				const child = typeof value === 'object' && isFrameOf(frame, value);
				return child ? steered(value as Window, base) : boundTo(frame, value);
			},
			set(_, name, value) {
				if (name === 'location') go(value);
				else frame[name] = value;
				return true;
			},
			has: (_, name) => name in frame
		}
	) as Window;
	known.set(frame, steering);
	return steering;
}

function isFrameOf(window: Frames, value: unknown): boolean {
	for (let i = 0; i < window.length; i++) if (window[i] === value) return true;
	return false;
}

/** The browser's own functions know only a real window for their `this`. */
function boundTo(owner: object, value: unknown): unknown {
	if (typeof value !== 'function' || !/\[native code\]\s*\}$/.test(Function.prototype.toString.call(value)))
		return value;
	return value.bind(owner) as unknown;
}
