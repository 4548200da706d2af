// Names along lines: claims say whose they are, fronts whose and when.

import { SANS, measureText, overlaps, writeText } from './labels.js';

const SPACING = 0.3;
// How far a line may bend under its name, pixels; how much of the name it must carry.
const BEND = 14;
const SHARE = 0.65;
// How much of a line is looked at, in widths of the name: more than it needs, or just enough.
const REACHES = [1.15, 0.75];
// Distance of the points at which a run may begin, pixels.
const STEP = 24;

// `names`: the same name from long to short; the first that finds a straight run is written.
// What it covers is added to `boxes` as a chain of squares, so that a slope takes only its own room.
/**
 *
 * @param ctx
 * @param names
 * @param shape
 * @param view
 * @param colour
 * @param inks
 * @param boxes
 */
export function paintAlong(ctx, names, shape, view, colour, inks, boxes) {
	const font = `600 11px ${SANS}`;
	names.some((text) => {
		const width = measureText(ctx, text, font, SPACING);
		const run = straightRun(shape, view, width, boxes);
		if (!run) {
			return false;
		}
		Array.prototype.push.apply(boxes, chain(run, width));
		ctx.save();
		ctx.translate(run.x, run.y);
		ctx.rotate(run.angle);
		ctx.translate(-width / 2, -8);
		writeText(ctx, text, 0, 0, { font, colour, spacing: SPACING }, inks);
		ctx.restore();
		return true;
	});
}

// Squares along the middle line of the text, which stands above the line itself.
function chain(run, width) {
	const size = 15;
	const count = Math.ceil(width / size);
	const out = [];
	const dx = Math.cos(run.angle);
	const dy = Math.sin(run.angle);
	const x = run.x + 8 * dy;
	const y = run.y - 8 * dx;
	for (let k = 0; k < count; k++) {
		const at = ((k + 0.5) / count) * width - width / 2;
		out.push({ x: x + at * dx - size / 2, y: y + at * dy - size / 2, w: size, h: size });
	}
	return out;
}

// Where the line runs straightest for a text of this width, nearest to the middle of what is in sight.
function straightRun(shape, view, width, boxes) {
	let best = null;
	shape.parts.forEach((part) => {
		piecesInSight(part.points, view).forEach((points) => {
			REACHES.forEach((reach) => {
				for (let from = 0, to = 1; to < points.length; to++) {
					while (from < to - 1 && distance(points[from], points[to]) > width * reach) {
						from++;
					}
					const run = runOf(points, from, to, view.frame, width);
					if (run && (!best || run.score < best.score) && isFree(run, width, boxes)) {
						best = run;
					}
				}
			});
		});
	});
	return best;
}

// The stretches of a line that are in sight, with a point at least every STEP pixels.
function piecesInSight(world, view) {
	const frame = L.bounds(
		[view.frame.x, view.frame.y],
		[view.frame.x + view.frame.w, view.frame.y + view.frame.h],
	);
	const pieces = [];
	let last = null;
	const points = world.map((p) => L.point(p.x * view.scale - view.x, p.y * view.scale - view.y));
	for (let i = 1; i < points.length; i++) {
		const seen = L.LineUtil.clipSegment(points[i - 1], points[i], frame);
		if (!seen) {
			last = null;
			continue;
		}
		if (!last || distance(last, seen[0]) > 0.5) {
			pieces.push([seen[0]]);
		}
		const piece = pieces[pieces.length - 1];
		const steps = Math.ceil(distance(seen[0], seen[1]) / STEP);
		for (let k = 1; k <= steps; k++) {
			piece.push(
				L.point(
					seen[0].x + ((seen[1].x - seen[0].x) * k) / steps,
					seen[0].y + ((seen[1].y - seen[0].y) * k) / steps,
				),
			);
		}
		last = seen[1];
	}
	return pieces;
}

// The run between two points of a line, or null if it is too short, bent, or out of sight.
function runOf(points, from, to, frame, width) {
	const a = points[from];
	const b = points[to];
	const x = (a.x + b.x) / 2;
	const y = (a.y + b.y) / 2;
	const angle = Math.atan((b.y - a.y) / (b.x - a.x || 1e-9));
	const reachX = (width / 2) * Math.cos(angle) + 8;
	const reachY = (width / 2) * Math.abs(Math.sin(angle)) + 12;
	if (
		distance(a, b) < width * SHARE ||
		x - reachX < frame.x ||
		y - reachY < frame.y ||
		x + reachX > frame.x + frame.w ||
		y + reachY > frame.y + frame.h
	) {
		return null;
	}
	let bend = 0;
	for (let k = from + 1; k < to; k++) {
		bend = Math.max(bend, L.LineUtil.pointToSegmentDistance(points[k], a, b));
	}
	if (bend >= BEND) {
		return null;
	}
	return {
		x,
		y,
		angle,
		score: bend * 8 + Math.hypot(x - frame.x - frame.w / 2, y - frame.y - frame.h / 2) * 0.2,
	};
}

function isFree(run, width, boxes) {
	return chain(run, width).every((box) => !overlaps(box, boxes));
}

function distance(a, b) {
	return Math.hypot(b.x - a.x, b.y - a.y);
}
