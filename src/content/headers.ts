const frameRules = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'unsafe-inline'",
	"frame-src 'self'",
	// The only worker there may be is the one that served this page.
	`worker-src ${self.location.origin}/worker.js`,
	"form-action 'none'",
	"base-uri 'none'",
	"frame-ancestors 'self' __APP_ORIGIN__"
].join('; ');

// Packages are old and careless, so inline scripts and eval are allowed; talking to anyone else is not.
const packageRules = [
	"default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
	"connect-src 'self' data: blob:",
	// Workers are programs of the package like any other, under the same rules; a service worker's script is not asked for here.
	`worker-src ${self.location.origin}/p/ blob:`,
	"form-action 'self'",
	"frame-ancestors 'self' __APP_ORIGIN__"
].join('; ');

const common = {
	'origin-agent-cluster': '?1',
	'cache-control': 'no-store',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff'
};

/** Headers of the frame page and its scripts. */
export const frameHeaders = (type: string): Record<string, string> => ({
	...common,
	'content-type': type,
	'content-security-policy': frameRules
});

/** Headers of everything a package is answered, errors included: a page without rules would be a way around them. */
export const packageHeaders = (type: string): Record<string, string> => ({
	...common,
	'content-type': type,
	'content-security-policy': packageRules
});

/** Headers of what nobody is to look at: shown in a frame it has an origin of its own, and so no cookies. */
export const bareHeaders = (type: string): Record<string, string> => ({
	...common,
	'content-type': type,
	'content-security-policy': `${packageRules}; sandbox`
});
