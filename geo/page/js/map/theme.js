// The theme of the page: light, dark or print. Everything that draws listens to its changes.

import { readPalette } from './palette.js';
import { makeShapes, makeSymbolCache } from './symbols.js';

/** @typedef {import('../core/types.js').Core} Core */
/** @typedef {import('../core/types.js').Theme} Theme */

/**
 * Makes the theme, which follows the reader's system.
 * @param {Pick<Core, 'palette' | 'shapes'>} core - The names of the colours, and the shapes.
 * @returns {Theme} The theme.
 */
export function makeTheme(core) {
	const root = document.documentElement;
	const shapes = makeShapes(core.shapes);
	let palette = readPalette(core.palette);
	let symbols = makeSymbolCache(palette, shapes);
	/** @type {(() => void)[]} */
	const listeners = [];

	function change() {
		palette = readPalette(core.palette);
		symbols = makeSymbolCache(palette, shapes);
		listeners.forEach((act) => act());
	}

	window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change);
	return {
		palette: () => palette,
		shapes: () => shapes,
		symbols: () => symbols,
		change,
		onPaper: (act) => {
			const kept = { palette, symbols };
			root.classList.add('printing');
			palette = readPalette(core.palette);
			symbols = makeSymbolCache(palette, shapes);
			act();
			root.classList.remove('printing');
			({ palette, symbols } = kept);
		},
		onChange: (act) => {
			listeners.push(act);
		},
	};
}
