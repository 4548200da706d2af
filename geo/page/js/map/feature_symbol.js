// A small picture of a role for the legend, drawn with the same pens as the map.

import { contextOf } from '../dom/dom.js';
import { areaStyle, lineStyle } from './feature_style.js';
import { hatchPattern } from './hatch.js';

/** @typedef {import('../core/types.js').Palette} Palette */
/** @typedef {import('./shapes.js').LineStyle} LineStyle */

const WIDTH = 26;
const HEIGHT = 14;
const RATIO = 2;
const AREAS = ['territory', 'lake', 'disputed-strip', 'pocket', 'area', 'hill'];
// Roles whose lines look different for each side that claims them.
const CLAIMED = ['claim-line', 'front-line'];

/**
 * Draws the symbol of a role.
 * @param {HTMLCanvasElement} canvas - Where to draw; it takes its size.
 * @param {string} layer - The role.
 * @param {Palette} palette - The colours of the theme.
 * @returns {void}
 */
export function drawFeatureSymbol(canvas, layer, palette) {
	const ctx = contextOf(canvas);
	canvas.width = WIDTH * RATIO;
	canvas.height = HEIGHT * RATIO;
	ctx.setTransform(RATIO, 0, 0, RATIO, 0, 0);
	if (AREAS.includes(layer)) {
		drawArea(ctx, layer, palette);
		return;
	}
	const styles = CLAIMED.includes(layer)
		? [lineStyle(palette, { layer, claimant: 'ussr' }), lineStyle(palette, { layer, claimant: 'japan' })]
		: [lineStyle(palette, { layer, status: 'measured' })];
	styles.forEach((style, i) => drawLine(ctx, style, styles.length === 1 ? HEIGHT / 2 : 4 + i * 6));
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} layer
 * @param {Palette} palette
 */
function drawArea(ctx, layer, palette) {
	const style = areaStyle(palette, { layer, status: 'measured' });
	ctx.fillStyle = style.fill;
	ctx.fillRect(2, 1, 22, 12);
	if (style.hatched) {
		ctx.fillStyle = hatchPattern(ctx, palette.muted);
		ctx.fillRect(2, 1, 22, 12);
	}
	ctx.strokeStyle = style.hatched || !style.edge ? palette.muted : style.edge.colour;
	ctx.strokeRect(2.5, 1.5, 21, 11);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {LineStyle} style
 * @param {number} y
 */
function drawLine(ctx, style, y) {
	ctx.strokeStyle = style.colour;
	ctx.lineWidth = style.width;
	ctx.setLineDash(style.dash || []);
	ctx.beginPath();
	ctx.moveTo(1, y);
	ctx.lineTo(WIDTH - 1, y);
	ctx.stroke();
}
