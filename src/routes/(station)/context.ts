import type { Station } from '$lib/station';
import { createContext } from 'svelte';

/** The station behind the station's pages. */
export const [getStation, setStation] = createContext<Station>();
