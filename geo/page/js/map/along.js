// Names along lines: claims say whose they are, fronts whose and when.

import { choosePlace } from './placement.js';
import { SANS, measureText, writeText } from './text.js';

/** @typedef {import('leaflet').Point} LeafletPoint */
/** @typedef {import('../core/types.js').Box} Box */
/** @typedef {import('../core/types.js').Point} Point */
/** @typedef {import('../core/types.js').Sheet} Sheet */
/** @typedef {import('../core/types.js').View} View */
/** @typedef {import('../core/types.js').Written} Written */
/** @typedef {import('./shapes.js').AnyShape} AnyShape */

/** @typedef {{x: number, y: number, angle: number, score: number}} Run A straight stretch, pixels. */
/**
 * Where the name of a line stood.
 * @typedef {object} Stood
 * @property {string} text
 * @property {Point} world
 * @property {number} angle
 */
/** @typedef {import('./placement.js').Memory<Stood>} LineMemory */

const STYLE = { font: `600 11px ${SANS}`, spacing: 0.3 };
// How far a line may bend under its name, pixels; how much of the name it must carry.
const BEND = 14;
const SHARE = 0.65;
// How much of a line is looked at, in widths of the name: more than it needs, or just enough.
const REACHES = [1.15, 0.75];
// Distance of the points at which a run may begin, pixels.
const STEP = 24;
// The text stands this far above its line, in squares of this side, pixels.
const LIFT = 8;
const SQUARE = 15;

/**
 * Writes a name along a line, where it runs straight enough.
 * @param {Sheet} sheet - Where to write.
 * @param {AnyShape} shape - The line.
 * @param {{id: string, texts: string[], colour: string}} name - Whose name it is, the same name from long to
 *     short, and its colour; the first that fits is written.
 * @param {import('./placement.js').Obstacles} obstacles - What is in its way; what it covers is added as a
 *     chain of squares, so that a slope takes only its own room.
 * @param {LineMemory} memory - Where the names of lines stood.
 * @returns {Written | null} The name as written; null if it fits nowhere.
 */
export function paintAlong(sheet, shape, { id, texts, colour }, obstacles, memory) {
	const { ctx, view } = sheet;
	const last = memory.last(id);
	// The text that was written comes first: a longer one that fits again would be a jump.
	const order = last ? [last.text, ...texts.filter((text) => text !== last.text)] : texts;
	for (const text of order) {
		const width = measureText(ctx, text, STYLE);
		const stood = last?.text === text ? runAt(last, view, width) : undefined;
		const runs = memory.mayMove(id) ? straightRuns(shape, view, width) : [];
		const run = choosePlace(runs, (one) => chain(one, width), obstacles, stood);
		if (run) {
			const squares = chain(run, width);
			obstacles.now.push(...squares);
			if (run !== stood) {
				const world = { x: (run.x + view.x) / view.scale, y: (run.y + view.y) / view.scale };
				memory.keep(id, { text, world, angle: run.angle });
			}
			ctx.save();
			ctx.translate(run.x, run.y);
			ctx.rotate(run.angle);
			ctx.translate(-width / 2, -LIFT);
			writeText(sheet, text, { x: 0, y: 0 }, { ...STYLE, colour });
			ctx.restore();
			return { text, x: run.x, y: run.y, box: around(squares) };
		}
	}
	return null;
}

/**
 * @param {Box[]} boxes
 * @returns {Box}
 */
function around(boxes) {
	const x = Math.min(...boxes.map((box) => box.x));
	const y = Math.min(...boxes.map((box) => box.y));
	const right = Math.max(...boxes.map((box) => box.x + box.w));
	const bottom = Math.max(...boxes.map((box) => box.y + box.h));
	return { x, y, w: right - x, h: bottom - y };
}

/**
 * The run where a name stood, unless it is out of sight now.
 * @param {Stood} stood
 * @param {View} view
 * @param {number} width
 * @returns {Run | undefined}
 */
function runAt({ world, angle }, view, width) {
	const run = { x: world.x * view.scale - view.x, y: world.y * view.scale - view.y, angle, score: 0 };
	return isInside(run, view.frame, width) ? run : undefined;
}

/**
 * Squares along the middle line of the text, which stands above the line itself.
 * @param {Run} run
 * @param {number} width
 * @returns {Box[]}
 */
function chain(run, width) {
	const count = Math.ceil(width / SQUARE);
	const dx = Math.cos(run.angle);
	const dy = Math.sin(run.angle);
	const x = run.x + LIFT * dy - SQUARE / 2;
	const y = run.y - LIFT * dx - SQUARE / 2;
	return Array.from({ length: count }, (_, k) => {
		const at = ((k + 0.5) / count) * width - width / 2;
		return { x: x + at * dx, y: y + at * dy, w: SQUARE, h: SQUARE };
	});
}

/**
 * Where the line runs straight enough for a text of this width, straightest and nearest to the middle of what
 * is in sight first.
 * @param {AnyShape} shape
 * @param {View} view
 * @param {number} width
 * @returns {Run[]}
 */
function straightRuns(shape, view, width) {
	const pieces = shape.parts.flatMap((part) => piecesInSight(part.points, view));
	return pieces
		.flatMap((points) => REACHES.flatMap((reach) => runsOf(points, view.frame, width, width * reach)))
		.sort((a, b) => a.score - b.score);
}

/**
 * The runs of a piece that are no longer than a reach.
 * @param {LeafletPoint[]} points
 * @param {Box} frame
 * @param {number} width
 * @param {number} reach Pixels.
 * @returns {Run[]}
 */
function runsOf(points, frame, width, reach) {
	const runs = [];
	let from = 0;
	for (let to = 1; to < points.length; to++) {
		while (from < to - 1 && points[from].distanceTo(points[to]) > reach) {
			from++;
		}
		const run = runOf(points.slice(from, to + 1), frame, width);
		if (run) {
			runs.push(run);
		}
	}
	return runs;
}

/**
 * The stretches of a line that are in sight, with a point at least every STEP pixels.
 * @param {Point[]} world
 * @param {View} view
 * @returns {LeafletPoint[][]}
 */
function piecesInSight(world, view) {
	const { x, y, w, h } = view.frame;
	const frame = L.bounds([x, y], [x + w, y + h]);
	const points = world.map((p) => L.point(p.x * view.scale - view.x, p.y * view.scale - view.y));
	/** @type {LeafletPoint[][]} */
	const pieces = [];
	/** @type {LeafletPoint | null} */
	let last = null;
	for (let i = 1; i < points.length; i++) {
		const seen = L.LineUtil.clipSegment(points[i - 1], points[i], frame);
		if (!seen) {
			last = null;
			continue;
		}
		const [a, b] = seen;
		if (!last || last.distanceTo(a) > 0.5) {
			pieces.push([a]);
		}
		const steps = Math.ceil(a.distanceTo(b) / STEP);
		for (let k = 1; k <= steps; k++) {
			pieces[pieces.length - 1].push(
				L.point(a.x + ((b.x - a.x) * k) / steps, a.y + ((b.y - a.y) * k) / steps),
			);
		}
		last = b;
	}
	return pieces;
}

/**
 * The run along some points of a line, or null if it is too short, bent, or out of sight.
 * @param {LeafletPoint[]} points
 * @param {Box} frame
 * @param {number} width
 * @returns {Run | null}
 */
function runOf(points, frame, width) {
	const a = points[0];
	const b = points[points.length - 1];
	const x = (a.x + b.x) / 2;
	const y = (a.y + b.y) / 2;
	const angle = Math.atan((b.y - a.y) / (b.x - a.x || 1e-9));
	if (!isInside({ x, y, angle }, frame, width) || a.distanceTo(b) < width * SHARE) {
		return null;
	}
	const bend = points
		.slice(1, -1)
		.reduce((most, p) => Math.max(most, L.LineUtil.pointToSegmentDistance(p, a, b)), 0);
	if (bend >= BEND) {
		return null;
	}
	const off = Math.hypot(x - frame.x - frame.w / 2, y - frame.y - frame.h / 2);
	return { x, y, angle, score: bend * 8 + off * 0.2 };
}

/**
 * Whether a text along a run is in sight as a whole.
 * @param {{x: number, y: number, angle: number}} run
 * @param {Box} frame
 * @param {number} width
 */
function isInside({ x, y, angle }, frame, width) {
	const reachX = (width / 2) * Math.cos(angle) + 8;
	const reachY = (width / 2) * Math.abs(Math.sin(angle)) + 12;
	return (
		x - reachX >= frame.x &&
		y - reachY >= frame.y &&
		x + reachX <= frame.x + frame.w &&
		y + reachY <= frame.y + frame.h
	);
}
