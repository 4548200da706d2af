// A measurement drawn on the map: the line, and its length written on it.

import { project } from '../core/model.js';

function pixels(point, view) {
	const world = project(point[0], point[1]);
	return [world.x * view.scale - view.x, world.y * view.scale - view.y];
}

// The lines lie under the signs.
/**
 *
 * @param ctx
 * @param lines
 * @param view
 * @param inks
 */
export function paintMeasuredLines(ctx, lines, view, inks) {
	lines.forEach((line) => {
		const points = line.points.map((p) => pixels(p, view));
		[
			[inks.halo, 6],
			[inks.accent, 2.5],
		].forEach((pen) => {
			ctx.beginPath();
			points.forEach((p, i) => {
				if (i) {
					ctx.lineTo(p[0], p[1]);
				} else {
					ctx.moveTo(p[0], p[1]);
				}
			});
			ctx.strokeStyle = pen[0];
			ctx.lineWidth = pen[1];
			ctx.lineJoin = 'round';
			ctx.stroke();
		});
	});
}

// The lengths lie over them.
/**
 *
 * @param ctx
 * @param lines
 * @param view
 * @param inks
 */
export function paintMeasuredTexts(ctx, lines, view, inks) {
	lines.forEach((line) => {
		if (line.text) {
			writeOn(
				ctx,
				line.text,
				line.points.map((p) => pixels(p, view)),
				inks,
				view,
			);
		}
	});
}

function writeOn(ctx, text, points, inks, view) {
	const middle =
		points.length === 2
			? [(points[0][0] + points[1][0]) / 2, (points[0][1] + points[1][1]) / 2]
			: points[Math.floor(points.length / 2)];
	ctx.font = '600 13px system-ui, sans-serif';
	const rows = text.split('\n');
	const width =
		Math.max.apply(
			null,
			rows.map((row) => ctx.measureText(row).width),
		) + 14;
	const height = rows.length * 17 + 8;
	const x = Math.max(4, Math.min(view.width - width - 4, middle[0] - width / 2));
	const y = Math.max(4, Math.min(view.height - height - 4, middle[1] - height - 10));
	ctx.fillStyle = inks.paper;
	ctx.fillRect(x, y, width, height);
	ctx.strokeStyle = inks.accent;
	ctx.lineWidth = 1;
	ctx.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
	ctx.fillStyle = inks.ink;
	ctx.textAlign = 'left';
	ctx.textBaseline = 'middle';
	rows.forEach((row, k) => {
		ctx.fillText(row, x + 7, y + 13 + k * 17);
	});
}
