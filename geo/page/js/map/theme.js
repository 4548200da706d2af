// The inks of the page: light, dark or print, read from the style sheet and told to all who draw.

import { readPalette } from './basemap.js';
import { makeSymbolCache } from './symbols.js';

/**
 *
 */
export function makeTheme() {
	let inks;
	let stamp;
	const told = [];

	function read() {
		inks = readPalette();
		stamp = makeSymbolCache(inks);
	}

	function change() {
		read();
		told.forEach((act) => {
			act();
		});
	}

	read();
	window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change);
	return {
		inks() {
			return inks;
		},
		stamp() {
			return stamp;
		},
		change,
		onChange(act) {
			told.push(act);
		},
	};
}
