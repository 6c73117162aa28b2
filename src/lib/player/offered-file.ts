import type { FileSource } from './files';

/** A file that a package gives out; nothing is saved until a person presses a button of the app. */
export interface OfferedFile {
	/** As it will be called, without anything that hides what it is. */
	name: string;
	/** Null when it is not there. */
	read: () => Promise<Blob | null>;
}

const longestName = 120;

/** A file of a launch, or one that a script made, under the name that the package gives it. */
export function offeredFile(
	files: FileSource,
	name: string,
	from: { path: string } | { file: Blob }
): OfferedFile {
	const read = async () => ('file' in from ? from.file : ((await files(from.path, null))?.blob ?? null));
	return { name: safeName(name), read };
}

/** Hands a file to the browser under its name. To be called when a person pressed for it. Throws when it cannot be read. */
export async function saveFile({ name, read }: OfferedFile): Promise<void> {
	const file = await read();
	if (!file) throw new Error(`no file for ${name}`);
	// Without a type the browser neither shows it nor changes its name.
	const address = URL.createObjectURL(file.slice(0, file.size, 'application/octet-stream'));
	Object.assign(document.createElement('a'), { href: address, download: name }).click();
	// Long enough to be read from a slow disk; the rest goes with the page.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The name without folders, invisible letters and letters that turn the direction (`exe.txt`); its ending is never cut off. */
export function safeName(name: string): string {
	const plain = name
		.split(/[/\\]/)
		.at(-1)!
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
		.trim()
		.replace(/^\.+/, '');
	const [, stem = '', ending = ''] = /^(.*?)(\.[^.]{1,12})?$/u.exec(plain) ?? [];
	return `${[...stem].slice(0, longestName).join('')}${ending}` || 'file';
}

/** Whether a file is a program, by the ending of its name: opening it would run it. */
export const isProgram = (name: string): boolean =>
	/\.(exe|msi|bat|cmd|com|scr|pif|lnk|ps1|vbs?|vbe|jse?|wsf|wsh|hta|jar|reg|cpl|dll|apk|app|dmg|pkg|sh|deb|rpm|docm|xlsm|pptm)[. ]*$/i.test(
		name
	);
