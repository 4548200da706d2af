// How names look, by kind of place.

import { SANS, SERIF } from './text.js';

/** @typedef {import('../core/types.js').Palette} Palette */

/** @typedef {{dot: 'city' | 'town' | 'hill' | null, caps?: boolean}} Look */
/** @typedef {import('./text.js').TextStyle & Look} LabelStyle */

/**
 * The look of a name.
 * @param {string} kind - The kind of its place.
 * @param {Palette} palette - The colours of the theme.
 * @returns {LabelStyle} Font, colour, spacing, and its dot.
 */
export function labelStyle(kind, palette) {
	switch (kind) {
		case 'water':
			return { font: `italic 12.5px ${SERIF}`, colour: palette['label-water'], dot: null };
		case 'country':
			return { font: `600 12px ${SANS}`, colour: palette.muted, spacing: 3, dot: null, caps: true };
		case 'hill':
			return { font: `italic 600 12px ${SERIF}`, colour: palette.ink, dot: 'hill' };
		case 'city':
			return { font: `600 12.5px ${SANS}`, colour: palette.ink, dot: 'city' };
		default:
			return { font: `500 11.5px ${SANS}`, colour: palette.ink, dot: 'town' };
	}
}
