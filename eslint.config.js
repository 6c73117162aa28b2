import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{
		ignores: ['build/', 'data/', '.svelte-kit/', 'src/lib/paraglide/', 'test-results/', 'lesson-templates/']
	},
	...ts.configs.recommendedTypeChecked,
	...svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: { allowDefaultProject: ['*.js', '.dependency-cruiser.js'] },
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			'no-undef': 'off', // TypeScript knows better.
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
			],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// resolve() is for apps under a base path; this one owns its origin (cookies, service worker, OPFS).
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: {
				projectService: true,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		}
	},
	{
		// What is asked of the hub goes by an endpoint that both sides share (`hub/protocol`, `sync/protocol`); blobs are plain bytes.
		files: ['src/lib/**', 'src/routes/**'],
		ignores: ['**/*.test.ts', '**/*.fixture.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				...[
					'Literal[value=/^\\u002F(?!blobs\\u002F|$)/]',
					'TemplateLiteral > TemplateElement:first-child[value.raw=/^\\u002F(?!blobs\\u002F|$)/]'
				].map((address) => ({
					selector: `CallExpression[callee.name='fetch'] > ${address}`,
					message: 'Ask by an endpoint of hub/protocol or sync/protocol.'
				}))
			]
		}
	},
	{
		// The station opens without a server: nothing in its group may need one.
		files: ['src/routes/(station)/**'],
		rules: {
			'no-restricted-imports': ['error', { patterns: ['$app/server', '**/server/**', '*.remote'] }]
		}
	},
	{
		// A relay in Node exchanges as a station does: nothing of `sync` may need what only browsers have.
		files: ['src/lib/sync/**/*.ts'],
		rules: {
			'no-restricted-globals': [
				'error',
				...Object.keys({ ...globals.browser, ...globals.worker }).filter(
					(name) => !(name in globals.nodeBuiltin)
				),
				// Node has these, but not the oldest that runs this.
				...['navigator', 'localStorage', 'sessionStorage']
			]
		}
	},
	{ files: ['**/*.js'], ...ts.configs.disableTypeChecked }
);
