// Text on the map: how wide it is, what it would cover, and how it is written over the ground.

/** @typedef {import('../core/types.js').Box} Box */
/** @typedef {import('../core/types.js').Point} Point */
/** @typedef {import('../core/types.js').Sheet} Sheet */

/**
 * @typedef {object} TextStyle
 * @property {string} font
 * @property {string} colour
 * @property {number} [spacing] Pixels between letters.
 */

export const SERIF =
	'"Iowan Old Style", Charter, "Palatino Linotype", Georgia, "Noto Serif", "Noto Serif CJK JP", serif';
export const SANS =
	'system-ui, "Noto Sans", "Noto Sans CJK JP", "Yu Gothic", "Hiragino Sans", "Microsoft YaHei", sans-serif';
// The edge that lifts a text from the ground, pixels.
const HALO = 3;

// Widths are asked of the browser once: setting a font is the dearest thing a label does.
/** @type {Map<string, number>} */
const widths = new Map();

/**
 * The width of a text.
 * @param {CanvasRenderingContext2D} ctx - Where it will be written.
 * @param {string} text - The text.
 * @param {Pick<TextStyle, 'font' | 'spacing'>} style - Its font and spacing.
 * @returns {number} Pixels.
 */
export function measureText(ctx, text, { font, spacing = 0 }) {
	const key = `${font}|${text}`;
	let width = widths.get(key);
	if (width === undefined) {
		ctx.font = font;
		({ width } = ctx.measureText(text));
		widths.set(key, width);
	}
	return width + spacing * text.length;
}

/**
 * Whether a box covers any of others.
 * @param {Box} box - The box.
 * @param {Box[]} boxes - The others.
 * @returns {boolean} Whether it does; boxes that only touch do not.
 */
export function overlaps(box, boxes) {
	return boxes.some(
		(b) => box.x < b.x + b.w && b.x < box.x + box.w && box.y < b.y + b.h && b.y < box.y + box.h,
	);
}

/**
 * Writes a text with an edge.
 * @param {Pick<Sheet, 'ctx' | 'palette'>} sheet - Where to write.
 * @param {string} text - The text.
 * @param {Point} at - Left end of its middle line, pixels.
 * @param {TextStyle} style - Font, colour and spacing.
 * @returns {void}
 */
export function writeText({ ctx, palette }, text, at, style) {
	ctx.font = style.font;
	ctx.textAlign = 'left';
	ctx.textBaseline = 'middle';
	ctx.lineJoin = 'round';
	ctx.strokeStyle = palette.halo;
	ctx.lineWidth = HALO;
	setSpacing(ctx, style.spacing || 0);
	ctx.strokeText(text, at.x, at.y);
	ctx.fillStyle = style.colour;
	ctx.fillText(text, at.x, at.y);
	setSpacing(ctx, 0);
}

/**
 * Not every browser spaces letters on a canvas; the others write them as they are.
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} pixels
 */
function setSpacing(ctx, pixels) {
	if ('letterSpacing' in ctx) {
		ctx.letterSpacing = `${pixels}px`;
	}
}
