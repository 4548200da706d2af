// A measurement drawn on the map: the line, and its length written on it.

import { project } from '../core/projection.js';
import { choosePlace } from './placement.js';

/** @typedef {import('../core/types.js').MeasuredLine} MeasuredLine */
/** @typedef {import('../core/types.js').Point} Point */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('../core/types.js').View} View */
/** @typedef {import('../core/types.js').Box} Box */

/** @typedef {{rows: string[], box: Box}} MeasuredText */

const FONT = '600 13px system-ui, sans-serif';
const LINE_HEIGHT = 17;
// How far a length may stand from the middle of its line, and how far from the edge, pixels.
const GAPS = [10, 26, 48, 80];
const EDGE = 4;

/**
 * @param {MeasuredLine} line
 * @param {View} view
 * @returns {Point[]}
 */
function pixelsOf(line, view) {
	return line.points.map(([lon, lat]) => {
		const world = project(lon, lat);
		return { x: world.x * view.scale - view.x, y: world.y * view.scale - view.y };
	});
}

/**
 * Paints the lines, which lie under the symbols.
 * @param {Sheet} sheet - Where to paint.
 * @param {MeasuredLine[]} lines - The lines.
 * @returns {void}
 */
export function paintMeasuredLines({ ctx, view, palette }, lines) {
	lines.forEach((line) => {
		const points = pixelsOf(line, view);
		[
			{ colour: palette.halo, width: 6 },
			{ colour: palette.accent, width: 2.5 },
		].forEach(({ colour, width }) => {
			ctx.beginPath();
			points.forEach((p) => ctx.lineTo(p.x, p.y));
			ctx.strokeStyle = colour;
			ctx.lineWidth = width;
			ctx.lineJoin = 'round';
			ctx.stroke();
		});
	});
}

/**
 * Finds room for the lengths: beside the middle of each line, clear of what is there and of one another.
 * @param {Sheet} sheet - Where they will be written.
 * @param {MeasuredLine[]} lines - The lines.
 * @param {Box[]} taken - Symbols and controls.
 * @returns {MeasuredText[]} The texts with their boxes; names keep clear of these.
 */
export function placeMeasuredTexts({ ctx, view }, lines, taken) {
	/** @type {MeasuredText[]} */
	const texts = [];
	lines
		.filter((line) => line.text)
		.forEach((line) => {
			const rows = line.text.split('\n');
			ctx.font = FONT;
			const w = Math.max(...rows.map((row) => ctx.measureText(row).width)) + 14;
			const h = rows.length * LINE_HEIGHT + 8;
			const places = placesBeside(middleOf(pixelsOf(line, view)), w, h).map((box) => within(box, view));
			const now = [...taken, ...texts.map(({ box }) => box)];
			const box = choosePlace(places, (place) => [place], { now, ever: [] }, undefined);
			texts.push({ rows, box: box ?? places[0] });
		});
	return texts;
}

/**
 * Above, below, right and left of a spot, near first.
 * @param {Point} at
 * @param {number} w
 * @param {number} h
 * @returns {Box[]}
 */
function placesBeside({ x, y }, w, h) {
	return GAPS.flatMap((gap) => [
		{ x: x - w / 2, y: y - h - gap, w, h },
		{ x: x - w / 2, y: y + gap, w, h },
		{ x: x + gap, y: y - h / 2, w, h },
		{ x: x - gap - w, y: y - h / 2, w, h },
		{ x: x + gap, y: y - h - gap, w, h },
		{ x: x - gap - w, y: y - h - gap, w, h },
		{ x: x + gap, y: y + gap, w, h },
		{ x: x - gap - w, y: y + gap, w, h },
	]);
}

/**
 * @param {Box} box
 * @param {View} view
 * @returns {Box}
 */
function within({ x, y, w, h }, { frame }) {
	return {
		x: Math.max(frame.x + EDGE, Math.min(frame.x + frame.w - w - EDGE, x)),
		y: Math.max(frame.y + EDGE, Math.min(frame.y + frame.h - h - EDGE, y)),
		w,
		h,
	};
}

/**
 * Writes the lengths, which lie over the symbols.
 * @param {Sheet} sheet - Where to write.
 * @param {MeasuredText[]} texts - The texts in their places.
 * @returns {void}
 */
export function paintMeasuredTexts({ ctx, palette }, texts) {
	texts.forEach(({ rows, box: { x, y, w, h } }) => {
		ctx.font = FONT;
		ctx.fillStyle = palette.paper;
		ctx.fillRect(x, y, w, h);
		ctx.strokeStyle = palette.accent;
		ctx.lineWidth = 1;
		ctx.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
		ctx.fillStyle = palette.ink;
		ctx.textAlign = 'left';
		ctx.textBaseline = 'middle';
		rows.forEach((row, k) => ctx.fillText(row, x + 7, y + 13 + k * LINE_HEIGHT));
	});
}

/**
 * @param {Point[]} points
 * @returns {Point}
 */
function middleOf(points) {
	if (points.length === 2) {
		return { x: (points[0].x + points[1].x) / 2, y: (points[0].y + points[1].y) / 2 };
	}
	return points[Math.floor(points.length / 2)];
}
