// Colours come from the style sheet, so that light, dark and print are decided in one place.

/** @typedef {import('../core/types.js').Palette} Palette */

const NAMES = [
	'paper',
	'land',
	'water',
	'shore',
	'river',
	'ink',
	'muted',
	'halo',
	'rail',
	'frontier',
	'territory',
	'territory-edge',
	'strip',
	'modern',
	'area',
	'label-water',
	'symbol-edge',
	'disc',
	'disc-ink',
	'accent',
	'side-ussr',
	'side-japan',
	'side-mongolia',
	'side-china',
	'side-other',
	'relief',
];

/**
 * Reads the palette of the present theme.
 * @returns {Palette} Name -> colour; `relief` is the strength of the relief, 0 to 1.
 */
export function readPalette() {
	const css = getComputedStyle(document.documentElement);
	return Object.fromEntries(NAMES.map((name) => [name, css.getPropertyValue(`--${name}`).trim()]));
}
