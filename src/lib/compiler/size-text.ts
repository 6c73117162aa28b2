/** A number of bytes as people say it: `820 KB`, `1.4 MB`. */
export function sizeText(bytes: number): string {
	if (bytes < 1024) return `${bytes} B`;
	const kilo = bytes / 1024;
	if (kilo < 1000) return `${Math.round(kilo)} KB`;
	const mega = kilo / 1024;
	return mega < 1000 ? `${mega.toFixed(mega < 10 ? 1 : 0)} MB` : `${(mega / 1024).toFixed(1)} GB`;
}
