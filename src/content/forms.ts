type Forms = Window & Pick<typeof globalThis, 'HTMLFormElement' | 'FormData'>;

/** What a page needs to send its forms somewhere. */
export interface FormHost {
	/** Says that an address is on the internet. */
	online(address: string): void;
	outside(address: string): boolean;
	/** Whether the page may send the frame of this name somewhere by itself. */
	reaches(name: string): boolean;
	/** Opens an address in the frame or window of this name. */
	open(address: string, name: string): unknown;
}

/**
 * Sends the forms of a page where they are to be sent. In a sandbox a form may not go to the frame beside it, nor to a window; the
 * page around them goes there instead. What it carries is in the address, or is left out: nobody reads it in a package.
 */
export function takeForms(page: Forms, host: FormHost): void {
	const { prototype } = page.HTMLFormElement;
	const native = Reflect.get(prototype, 'submit');
	const send = (form: HTMLFormElement, by: HTMLElement | null): boolean => {
		const said = (name: string) => by?.getAttribute(`form${name}`) ?? form.getAttribute(name) ?? '';
		const base = page.document.querySelector('base[target]')?.getAttribute('target');
		const target = said('target') || (base ?? '');
		const action = said('action') || page.location.href;
		if (!URL.canParse(action, page.document.baseURI)) return false;
		const address = new URL(action, page.document.baseURI);
		if (!/^https?:$/.test(address.protocol)) return false;
		if (host.outside(address.href)) {
			host.online(address.href);
			return true;
		}
		if (target === '' || target === '_self' || (!target.startsWith('_') && host.reaches(target)))
			return false;
		if (!/^post$/i.test(said('method'))) address.search = queryOf(new page.FormData(form, by));
		host.open(address.href, target);
		return true;
	};
	prototype.submit = function () {
		if (!send(this, null)) native.call(this);
	};
	page.addEventListener('submit', (event) => {
		const form = event.target as HTMLFormElement;
		if (!event.defaultPrevented && send(form, event.submitter)) event.preventDefault();
	});
}

function queryOf(data: FormData): string {
	const pairs = [...data].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]);
	return String(new URLSearchParams(pairs));
}
