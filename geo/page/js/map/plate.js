// A picture of the map for paper: a stretch of the ground at the size of the paper, not of the window.

import { project } from '../core/projection.js';
import { contextOf, el } from '../dom/dom.js';
import { metresToPixels } from './events.js';

/** @typedef {import('../core/types.js').Bounds} Bounds */
/** @typedef {import('../core/types.js').Box} Box */
/** @typedef {import('../core/types.js').Hit} Hit */
/** @typedef {import('../core/types.js').Palette} Palette */
/** @typedef {import('../core/types.js').Plate} Plate */
/** @typedef {import('../core/types.js').PlateSize} PlateSize */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('../core/types.js').View} View */

// Pixels of CSS in one of the picture, 256 to an inch of paper. Chromium prints a picture that was made for
// the print at a scale in steps of 1/64, whatever its box: only on such a step does it fill the box.
const STEP = 24 / 64;
// Pixels of the painters in one of CSS: what is 12 of them high on the screen is 7 points on paper.
const FINER = 1.25;
const RATIO = 1 / (STEP * FINER);
const PER_MM = (FINER * 96) / 25.4;
// The scale is at most this share of the width.
const LONGEST_SCALE = 0.22;
const ROUND = [5, 2, 1];
// Room for the scale in the lower left corner, pixels.
const SCALE_BOX = { w: 230, h: 34 };

/**
 * The view that shows a stretch of the ground as large as it fits.
 * @param {Bounds} bounds - The stretch.
 * @param {PlateSize} size - Of the picture, and how much of it is on every paper.
 * @param {number} nearest - The nearest zoom that the data can bear.
 * @returns {View} The view; its frame is what is on every paper.
 */
export function viewOfPlate([[south, west], [north, east]], size, nearest) {
	const [width, height] = [size.width * PER_MM, size.height * PER_MM];
	const [w, h] = [size.leastWidth * PER_MM, size.leastHeight * PER_MM];
	const a = project(west, north);
	const b = project(east, south);
	const fitting = Math.min(w / (b.x - a.x), h / (b.y - a.y));
	const scale = Math.min(fitting, Math.pow(2, nearest));
	return {
		zoom: Math.log2(scale),
		scale,
		x: ((a.x + b.x) / 2) * scale - width / 2,
		y: ((a.y + b.y) / 2) * scale - height / 2,
		width,
		height,
		frame: { x: (width - w) / 2, y: (height - h) / 2, w, h },
	};
}

/**
 * A round length for the scale of a view.
 * @param {View} view - The view.
 * @returns {{metres: number, length: number}} The length, and its length on paper, millimetres.
 */
export function scaleOfView(view) {
	const middle = (view.y + view.height / 2) / view.scale;
	const longest = (LONGEST_SCALE * view.frame.w) / metresToPixels(1, middle, view.scale);
	const power = Math.pow(10, Math.floor(Math.log10(longest)));
	const metres = power * (ROUND.find((n) => n * power <= longest) || 1);
	return { metres, length: metresToPixels(metres, middle, view.scale) / PER_MM };
}

/**
 * Paints the picture.
 * @param {View} view - What to show.
 * @param {Palette} palette - The colours of paper.
 * @param {(sheet: Sheet, ratio: number, taken: Box[]) => Hit[]} paint - Paints ground, symbols and names;
 *     nothing is written over what is taken.
 * @returns {Plate} The picture, its scale, and what was painted on it.
 */
export function makePlate(view, palette, paint) {
	const [width, height] = [Math.round(view.width * RATIO), Math.round(view.height * RATIO)];
	const style = { width: `${width * STEP}px`, height: `${height * STEP}px` };
	const canvas = el('canvas', { width, height, style });
	const ctx = contextOf(canvas);
	ctx.setTransform(RATIO, 0, 0, RATIO, 0, 0);
	const hits = paint({ ctx, view, palette }, RATIO, takenOf(view));
	return { canvas, view, scale: scaleOfView(view), hits: hits.filter((hit) => isOnPaper(view, hit)) };
}

/**
 * Where no name stands: what some paper cuts off, and the corner of the scale.
 * @param {View} view
 * @returns {Box[]}
 */
function takenOf({ width, height, frame }) {
	return [
		{ x: -width, y: -height, w: 3 * width, h: height + frame.y },
		{ x: -width, y: frame.y + frame.h, w: 3 * width, h: height },
		{ x: -width, y: -height, w: width + frame.x, h: 3 * height },
		{ x: frame.x + frame.w, y: -height, w: width, h: 3 * height },
		{ x: 0, y: frame.y + frame.h - SCALE_BOX.h, ...SCALE_BOX },
	];
}

/**
 * @param {View} view
 * @param {Hit} hit
 */
function isOnPaper({ frame }, { x, y }) {
	return x >= frame.x && x <= frame.x + frame.w && y >= frame.y && y <= frame.y + frame.h;
}
