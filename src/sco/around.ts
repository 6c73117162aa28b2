/** What the station that plays a lesson says of itself; SCORM has no place for it. */
interface Around {
	/** How large the learner wants letters, 1 is as they are made. */
	yuankeZoom: number;
	/** Whether it shows a button to leave the lesson. */
	yuankeWayOut: boolean;
}

/** One thing of {@link Around}; null on a learning platform. */
export function around<K extends keyof Around>(name: K): unknown {
	try {
		return (parent as Partial<Around>)[name] ?? null;
	} catch {
		return null; // a platform of another origin
	}
}
