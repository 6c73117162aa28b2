import type api from 'scorm-again/scorm2004/min';
import { keepUnknownCompletion } from './completion';
import { countWholeMeasure } from './measure';
import { correctNavigation } from './navigation';
import { rollUpWhatIsKnown } from './rollup';

let corrected = false;

/** Corrects the engine where it does not do what the standard says; once for all engines of a page. */
export function correct(engine: api): void {
	if (corrected) return;
	corrected = true;
	for (const one of [correctNavigation, countWholeMeasure, rollUpWhatIsKnown, keepUnknownCompletion])
		one(engine);
}
