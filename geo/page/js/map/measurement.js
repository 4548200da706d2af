// A measurement drawn on the map: the line, and its length written on it.

import { project } from '../core/projection.js';

/** @typedef {import('../core/types.js').MeasuredLine} MeasuredLine */
/** @typedef {import('../core/types.js').Point} Point */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('../core/types.js').View} View */

const LINE_HEIGHT = 17;

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
 * Writes the lengths, which lie over the symbols.
 * @param {Sheet} sheet - Where to write.
 * @param {MeasuredLine[]} lines - The lines.
 * @returns {void}
 */
export function paintMeasuredTexts(sheet, lines) {
	lines
		.filter((line) => line.text)
		.forEach((line) => writeOn(sheet, line.text.split('\n'), middleOf(pixelsOf(line, sheet.view))));
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

/**
 * @param {Sheet} sheet
 * @param {string[]} rows
 * @param {Point} at
 */
function writeOn({ ctx, view, palette }, rows, at) {
	ctx.font = '600 13px system-ui, sans-serif';
	const width = Math.max(...rows.map((row) => ctx.measureText(row).width)) + 14;
	const height = rows.length * LINE_HEIGHT + 8;
	const x = Math.max(4, Math.min(view.width - width - 4, at.x - width / 2));
	const y = Math.max(4, Math.min(view.height - height - 4, at.y - height - 10));
	ctx.fillStyle = palette.paper;
	ctx.fillRect(x, y, width, height);
	ctx.strokeStyle = palette.accent;
	ctx.lineWidth = 1;
	ctx.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
	ctx.fillStyle = palette.ink;
	ctx.textAlign = 'left';
	ctx.textBaseline = 'middle';
	rows.forEach((row, k) => ctx.fillText(row, x + 7, y + 13 + k * LINE_HEIGHT));
}
