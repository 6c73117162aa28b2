import { fileURLToPath } from 'node:url';

const lib = fileURLToPath(new URL('../src/lib', import.meta.url));

/** How dependency-cruiser finds our own names: SvelteKit writes them into a tsconfig without a `baseUrl`, which it passes over. */
export default { resolve: { alias: { $lib: lib, $messages: `${lib}/paraglide/messages.js` } } };
