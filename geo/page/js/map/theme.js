// The theme of the page: light, dark or print. All who draw are told when it changes.

import { readPalette } from './palette.js';
import { makeSymbolCache } from './symbols.js';

/** @typedef {import('../core/types.js').Theme} Theme */

/**
 * Makes the theme, which follows the reader's system.
 * @returns {Theme} The theme.
 */
export function makeTheme() {
	let palette = readPalette();
	let symbols = makeSymbolCache(palette);
	/** @type {(() => void)[]} */
	const listeners = [];

	function change() {
		palette = readPalette();
		symbols = makeSymbolCache(palette);
		listeners.forEach((act) => act());
	}

	window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change);
	return {
		palette: () => palette,
		symbols: () => symbols,
		change,
		onChange: (act) => {
			listeners.push(act);
		},
	};
}
