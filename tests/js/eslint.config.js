// What eslint asks of the scripts of the page and of their tests.

import js from '@eslint/js';
import compat from 'eslint-plugin-compat';
import jsdoc from 'eslint-plugin-jsdoc';
import globals from 'globals';

// Private functions say their parameters; what they return, the type checker infers.
const EXPORTED = ['ExportNamedDeclaration > FunctionDeclaration'];

// Days are whole numbers of a calendar; the page does not know what day it is, nor where.
const NO_CLOCK = 'The page has no clock.';
const NO_ZONE = 'The page has no time zone: use the methods with UTC in their name.';
const LOCAL = '/^[gs]et(Date|Day|FullYear|Month|Hours|Minutes|Seconds|TimezoneOffset)$/';

const ours = {
	'no-unused-vars': ['error', { args: 'all', argsIgnorePattern: '^_' }],
	'no-shadow': 'error',
	'no-use-before-define': ['error', { functions: false }],
	'no-var': 'error',
	'prefer-const': 'error',
	'prefer-arrow-callback': 'error',
	'prefer-template': 'error',
	'object-shorthand': 'error',
	'arrow-body-style': 'error',
	'no-else-return': 'error',
	'one-var': ['error', 'never'],
	eqeqeq: 'error',
	complexity: ['error', 12],
	'max-params': ['error', 5],
	'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
	'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
	'max-len': ['error', { code: 110, tabWidth: 4, ignoreUrls: true }],
	'no-restricted-globals': ['error', 'Function', 'eval'],
	'no-restricted-syntax': [
		'error',
		{ selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: NO_CLOCK },
		{ selector: "CallExpression[callee.name='Date']", message: NO_CLOCK },
		{ selector: "MemberExpression[object.name='Date'][property.name='now']", message: NO_CLOCK },
		{ selector: "MemberExpression[object.name='performance'][property.name='now']", message: NO_CLOCK },
		{ selector: `CallExpression > MemberExpression.callee[property.name=${LOCAL}]`, message: NO_ZONE },
		{
			selector: "MemberExpression[property.name='innerHTML']",
			message: 'Text of the data never becomes HTML.',
		},
		{
			selector: "MemberExpression[property.name='outerHTML']",
			message: 'Text of the data never becomes HTML.',
		},
		{
			selector: "MemberExpression[property.name='insertAdjacentHTML']",
			message: 'Text never becomes HTML.',
		},
	],
};

export default [
	js.configs.recommended,
	{
		files: ['geo/page/js/**/*.js'],
		plugins: { compat, jsdoc },
		languageOptions: {
			ecmaVersion: 2021,
			sourceType: 'module',
			globals: { ...globals.browser, L: 'readonly' },
		},
		rules: {
			...ours,
			'compat/compat': 'error',
			'jsdoc/require-jsdoc': ['error', { publicOnly: { esm: true, cjs: false, window: false } }],
			'jsdoc/require-param': 'error',
			'jsdoc/require-param-type': 'error',
			'jsdoc/require-returns': ['error', { forceRequireReturn: true, contexts: EXPORTED }],
			'jsdoc/check-param-names': 'error',
			'jsdoc/check-tag-names': ['error', { typed: false }],
		},
	},
	{
		// What knows no page must not reach for one: these run, and are tested, without a browser.
		files: ['geo/page/js/core/**/*.js'],
		rules: { 'no-restricted-globals': ['error', 'document', 'window', 'navigator', 'location', 'L'] },
	},
	{
		files: ['tests/js/**/*.js'],
		languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: globals.node },
		rules: { ...ours, 'max-lines-per-function': 'off' },
	},
];
