// How lines and areas are drawn, from the look that the data give them.

/** @typedef {import('../core/types.js').Look} Look */
/** @typedef {import('../core/types.js').Palette} Palette */
/** @typedef {import('./shapes.js').LineStyle} LineStyle */

// Below this zoom lines have their width for afar.
const FAR = 6;
// How much wider than its line a halo is, pixels.
const HALO = 2.5;

/**
 * The line, or the edge of an area, at a zoom.
 * @param {Palette} palette - The colours of the theme.
 * @param {Look} look - The look.
 * @param {number} [zoom] - The zoom; left out, a near one.
 * @returns {LineStyle | null} Colour, width and dash; null for none.
 */
export function lineStyle(palette, look, zoom = FAR) {
	const width = (zoom < FAR && look.stroke_far) || look.stroke;
	if (!width || !look.palette || zoom >= (look.edge_below_zoom ?? Infinity)) {
		return null;
	}
	return { colour: palette[look.palette], width, dash: look.dash.length ? look.dash : null };
}

/**
 * The light line below a line that has one.
 * @param {Palette} palette - The colours of the theme.
 * @param {Look} look - The look.
 * @returns {LineStyle | null} Colour and width; null for none.
 */
export function haloStyle(palette, look) {
	return look.halo && look.stroke ? { colour: palette.halo, width: look.stroke + HALO } : null;
}
