/** Whether all words of a search stand in a title, however large or wide their letters are. */
export function isTitled(find: string): (shown: { title: string }) => boolean {
	const words = plain(find).split(' ').filter(Boolean);
	return ({ title }) => words.every((word) => plain(title).includes(word));
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
