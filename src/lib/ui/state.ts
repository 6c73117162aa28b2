/** What a thing can be at a glance; each has its own sign as well as its colour. */
export type State = 'good' | 'bad' | 'attention' | 'working' | 'begun' | 'unknown';
