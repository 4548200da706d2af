// Colours come from the style sheet, so that light, dark and print are decided in one place.

/** @typedef {import('../core/types.js').Palette} Palette */

/**
 * Reads the palette of the present theme.
 * @param {string[]} names - The names of its colours.
 * @returns {Palette} Name -> colour; `relief` is the strength of the relief, 0 to 1.
 */
export function readPalette(names) {
	const css = getComputedStyle(document.documentElement);
	const all = [...names, 'relief'];
	return Object.fromEntries(all.map((name) => [name, css.getPropertyValue(`--${name}`).trim()]));
}
