// A small picture of a role for the legend, drawn by the same functions as the map.

import { contextOf } from '../dom/dom.js';
import { lineStyle } from './feature_style.js';
import { hatchPattern } from './hatch.js';

/** @typedef {import('../core/types.js').Look} Look */
/** @typedef {import('../core/types.js').Palette} Palette */

const WIDTH = 26;
const HEIGHT = 14;
const RATIO = 2;

/**
 * Draws the symbol of a role.
 * @param {HTMLCanvasElement} canvas - Where to draw; it takes its size.
 * @param {Look[]} looks - Its look, or one for each of two sides.
 * @param {Palette} palette - The colours of the theme.
 * @returns {void}
 */
export function drawFeatureSymbol(canvas, looks, palette) {
	const ctx = contextOf(canvas);
	canvas.width = WIDTH * RATIO;
	canvas.height = HEIGHT * RATIO;
	ctx.setTransform(RATIO, 0, 0, RATIO, 0, 0);
	if (looks[0]?.fill) {
		drawArea(ctx, looks[0], palette);
		return;
	}
	looks.forEach((look, i) => drawLine(ctx, look, palette, looks.length === 1 ? HEIGHT / 2 : 4 + i * 6));
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Look} look
 * @param {Palette} palette
 */
function drawArea(ctx, look, palette) {
	ctx.fillStyle = palette[look.fill ?? ''];
	ctx.fillRect(2, 1, 22, 12);
	if (look.hatch) {
		ctx.fillStyle = hatchPattern(ctx, palette[look.hatch]);
		ctx.fillRect(2, 1, 22, 12);
	}
	// The edge as on the map; an area without one is told from the paper by a thin line.
	const edge = lineStyle(palette, look);
	ctx.strokeStyle = edge?.colour ?? palette[look.hatch || look.palette || 'muted'];
	ctx.setLineDash(edge?.dash ?? []);
	ctx.strokeRect(2.5, 1.5, 21, 11);
	ctx.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Look} look
 * @param {Palette} palette
 * @param {number} y
 */
function drawLine(ctx, look, palette, y) {
	const style = lineStyle(palette, look);
	if (!style) {
		return;
	}
	ctx.strokeStyle = style.colour;
	ctx.lineWidth = style.width;
	ctx.setLineDash(style.dash || []);
	ctx.beginPath();
	ctx.moveTo(1, y);
	ctx.lineTo(WIDTH - 1, y);
	ctx.stroke();
}
