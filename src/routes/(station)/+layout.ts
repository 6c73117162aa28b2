// The station opens without a server: nothing of it is rendered there.
export const ssr = false;
