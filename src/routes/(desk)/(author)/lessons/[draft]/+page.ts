// Writing needs this computer's disk and a live editor: there is nothing to show before scripts run.
export const ssr = false;
