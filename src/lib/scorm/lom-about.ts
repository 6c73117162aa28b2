/** Something content rests on; what is not known is empty. */
export interface LomSource {
	title: string;
	publisher: string;
	date: string;
	address: string;
	supports: string;
}

/** Who answers for content, what it rests on and until when: what LOM has room for. Days are `YYYY-MM-DD`; empty: not said. */
export interface LomAbout {
	author: string;
	reviewer: string;
	sources: LomSource[];
	validOn: string;
	lookAgain: string;
}

/** What an annotation says beside its date, by what the date means. */
export const datedWords = {
	validOn: 'Known to be right on this day',
	lookAgain: 'To be looked at again by this day'
};

/** What stands before the parts of a source below its title, one a line. */
export const sourceLabels = { publisher: 'Publisher', date: 'Date', supports: 'For' };
