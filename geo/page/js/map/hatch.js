// Hatching: diagonal lines over a fill.

const SIZE = 12;
/** @type {Map<string, CanvasPattern>} */
const kept = new Map();

/**
 * A pattern of diagonal lines.
 * @param {CanvasRenderingContext2D} ctx - Where it will be used.
 * @param {string} colour - The colour of the lines.
 * @returns {CanvasPattern | string} The pattern; the colour itself where the browser makes none.
 */
export function hatchPattern(ctx, colour) {
	const known = kept.get(colour);
	if (known) {
		return known;
	}
	const tile = document.createElement('canvas');
	const pen = tile.getContext('2d');
	tile.width = SIZE;
	tile.height = SIZE;
	if (pen) {
		pen.strokeStyle = colour;
		pen.globalAlpha = 0.35;
		pen.lineWidth = 1;
		pen.beginPath();
		[-6, 0, 6, 12].forEach((x) => {
			pen.moveTo(x, SIZE);
			pen.lineTo(x + SIZE, 0);
		});
		pen.stroke();
	}
	const pattern = ctx.createPattern(tile, 'repeat');
	if (!pattern) {
		return colour;
	}
	kept.set(colour, pattern);
	return pattern;
}
